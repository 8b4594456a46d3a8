import type { Cancel, Clock } from '@common/clock.js';
import type { Logger } from '@common/logger.js';
import { type ScheduledTask, schedule } from 'node-cron';
import { type Hints, nextWakeAt } from '../queue/index.js';
import type { Dispatcher } from './dispatcher.js';

interface LoopDeps {
  clock: Clock;
  log: Logger;
  dispatcher: Dispatcher;
  /** Waits for the calls that are under way. */
  settled(): Promise<void>;
  /** A precise timer for what is next, and hints of what is new; without, the cron tick alone executes the queue. */
  timer: boolean;
  /** Tells of what wakes sooner than was known. */
  watch?(onHint: (wakeAt: number) => void): Hints;
  /** When to look at the queue in any case: it reads no clock of ours, so it also finds what a jump has made due. */
  cronExpression: string;
}

export interface PostingLoop {
  start(): void;
  /** Something changed: look at the queue soon. */
  nudge(): void;
  /** Resolves when the pass that is under way, if any, has let go what it will let go. */
  idle(): Promise<void>;
  /** Starts nothing more, and waits for the pass and the calls that are under way. */
  stop(): Promise<void>;
}

const SHORTEST_MS = 100;
/** After a pass that failed, as when the database was away. */
const RETRY_MS = 1_000;

/** Keeps the dispatcher going: passes never overlap, and one that is asked for during another follows it. */
export function createPostingLoop(deps: LoopDeps): PostingLoop {
  const { clock, log, dispatcher } = deps;
  let cron: ScheduledTask | undefined;
  let hints: Hints | undefined;
  let alarm: { at: number; cancel: Cancel } | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = true;

  function disarm(): void {
    alarm?.cancel();
    alarm = undefined;
  }

  /** Nudges at `at` (ms, UTC), unless that happens sooner anyway. */
  function armFor(at: number): void {
    if (!deps.timer || stopped || at === Number.POSITIVE_INFINITY || (alarm && alarm.at <= at)) return;
    disarm();
    alarm = { at, cancel: clock.at(at, nudge) };
  }

  /** `begun`: when the pass began (ms, UTC). */
  async function arm(next: number | undefined, begun: number): Promise<void> {
    if (next !== undefined) return armFor(next);
    const wake = await nextWakeAt();
    if (wake === undefined) return;
    // What the pass left overdue waits for something that this loop can't hurry, e.g. a call that is under way.
    armFor(wake > begun ? wake : clock.now() + SHORTEST_MS);
  }

  async function passes(): Promise<void> {
    do {
      again = false;
      disarm();
      try {
        const begun = clock.now();
        const next = await dispatcher.pass();
        await arm(next, begun);
      } catch (error) {
        log.error({ err: error }, 'a pass over the queue failed');
        armFor(clock.now() + RETRY_MS);
      }
    } while (again && !stopped);
  }

  function nudge(): void {
    if (stopped) return;
    again = true;
    running ??= passes().finally(() => {
      running = undefined;
      // Asked for between the last look at `again` and here.
      if (again) nudge();
    });
  }

  return {
    start() {
      stopped = false;
      cron = schedule(deps.cronExpression, nudge);
      if (deps.timer) hints = deps.watch?.(armFor);
      nudge();
    },
    nudge,
    async idle() {
      await running;
    },
    async stop() {
      stopped = true;
      disarm();
      await cron?.destroy();
      await hints?.stop();
      await running;
      await deps.settled();
    },
  };
}

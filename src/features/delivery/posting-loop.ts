import type { Cancel, Clock } from '@common/clock.js';
import type { Logger } from '@common/logger.js';
import { type ScheduledTask, schedule } from 'node-cron';
import { nextWakeAt } from '../queue/index.js';
import type { Dispatcher } from './dispatcher.js';

interface LoopDeps {
  clock: Clock;
  log: Logger;
  dispatcher: Dispatcher;
  /** A precise timer for the next post; without it the cron tick alone executes the queue. */
  timer: boolean;
  /** When to look at the queue in any case: it reads no clock of ours, so it also finds what a jump has made due. */
  cronExpression: string;
}

export interface PostingLoop {
  start(): void;
  /** Something changed: look at the queue soon. */
  nudge(): void;
  /** Starts nothing more, and waits for the pass and the calls that are under way. */
  stop(): Promise<void>;
}

const SHORTEST_MS = 100;

/** Keeps the dispatcher going: passes never overlap, and one that is asked for during another follows it. */
export function createPostingLoop(deps: LoopDeps): PostingLoop {
  const { clock, log, dispatcher } = deps;
  let cron: ScheduledTask | undefined;
  let alarm: Cancel | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = true;

  async function arm(next: number | undefined): Promise<void> {
    alarm?.();
    if (!deps.timer || stopped) return;
    const wake = next ?? (await nextWakeAt());
    if (wake === undefined || wake === Number.POSITIVE_INFINITY || stopped) return;
    // What is overdue waits for something that this loop can't hurry, e.g. a call that is under way.
    alarm = clock.at(Math.max(wake, clock.now() + SHORTEST_MS), nudge);
  }

  async function passes(): Promise<void> {
    do {
      again = false;
      try {
        const next = await dispatcher.pass();
        await arm(next);
      } catch (error) {
        log.error({ err: error }, 'a pass over the queue failed');
      }
    } while (again && !stopped);
  }

  function nudge(): void {
    if (stopped) return;
    again = true;
    running ??= passes().finally(() => {
      running = undefined;
    });
  }

  return {
    start() {
      stopped = false;
      cron = schedule(deps.cronExpression, nudge);
      nudge();
    },
    nudge,
    async stop() {
      stopped = true;
      alarm?.();
      await cron?.destroy();
      await running;
      await dispatcher.settled();
    },
  };
}

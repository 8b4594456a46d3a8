import type { Update } from '@grammyjs/types';
import type { TelegramClock } from './clock.js';
import { TelegramError } from './errors.js';

type UpdateKind = Exclude<keyof Update, 'update_id'>;

/** Not delivered unless they are named. */
const OPT_IN: readonly UpdateKind[] = ['message_reaction', 'message_reaction_count', 'chat_member'];
const KEPT_MS = 24 * 3_600_000;
const MAX_BATCH = 100;
const MAX_WAIT_S = 50;

export interface UpdateQueue {
  push(kind: UpdateKind, body: unknown): void;
  /** Waits for updates from `offset` on; confirms everything before it (U1). */
  get(query: {
    offset?: number;
    limit?: number;
    timeout?: number;
    allowed?: readonly string[];
  }): Promise<Update[]>;
  pending(): number;
  /** Answers whoever waits with what there is; for stopping the server. */
  close(): void;
  /** Refuses whoever waits, because a webhook was set (U2). */
  terminate(): void;
  clear(): void;
  /** At the next get() what was confirmed last comes again, as when Telegram did not keep the confirmation (U1). */
  loseConfirmation(reordered: boolean): void;
}

interface Queued {
  update: Update;
  at: number;
}

interface Waiter {
  wake: () => void;
  refuse: (by: string) => void;
}

/** Keeps so many updates for a bot that does not come for them; the oldest are lost. */
export function createUpdateQueue(clock: TelegramClock, most: number): UpdateQueue {
  let queue: Queued[] = [];
  /** What the last confirmation took out. */
  let confirmed: Queued[] = [];
  let losing: { reordered: boolean } | undefined;
  let nextId = 1;
  let allowed: readonly string[] | undefined;
  let waiter: Waiter | undefined;

  function wanted(kind: UpdateKind): boolean {
    return allowed?.length ? allowed.includes(kind) : !OPT_IN.includes(kind);
  }

  function take(limit: number): Update[] {
    queue = queue.filter(({ at }) => at > clock.now() - KEPT_MS);
    return queue.slice(0, limit).map(({ update }) => update);
  }

  /** A negative offset counts from the end. */
  function confirm(offset: number): void {
    const rest = offset < 0 ? queue.slice(offset) : queue.filter(({ update }) => update.update_id >= offset);
    if (rest.length < queue.length) confirmed = queue.filter((one) => !rest.includes(one));
    queue = rest;
  }

  /** What comes a second time, because its confirmation was lost. */
  function again(): Update[] {
    if (!losing) return [];
    const repeated = losing.reordered ? confirmed.toReversed() : confirmed;
    losing = undefined;
    return repeated.map(({ update }) => update);
  }

  function waitForOne(seconds: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(end, seconds * 1000, resolve);
      const own: Waiter = {
        wake: () => end(resolve),
        refuse: (by) => end(() => reject(terminated(by))),
      };
      function end(settle: () => void): void {
        clearTimeout(timer);
        if (waiter === own) waiter = undefined;
        settle();
      }
      waiter = own;
    });
  }

  return {
    push(kind, body) {
      if (!wanted(kind)) return;
      queue.push({ update: { update_id: nextId++, [kind]: body } as Update, at: clock.now() });
      if (queue.length > most) queue.shift();
      waiter?.wake();
    },
    async get({ offset, limit = MAX_BATCH, timeout = 0, allowed: named }) {
      waiter?.refuse(OTHER_POLLER);
      if (named) allowed = named;
      if (offset !== undefined) confirm(offset);
      const count = Math.min(Math.max(limit, 1), MAX_BATCH);
      const ready = [...again(), ...take(count)].slice(0, count);
      if (ready.length > 0 || timeout <= 0) return ready;
      await waitForOne(Math.min(timeout, MAX_WAIT_S));
      return take(count);
    },
    pending: () => queue.length,
    close: () => waiter?.wake(),
    terminate: () => waiter?.refuse('setWebhook request'),
    clear() {
      queue = [];
      confirmed = [];
    },
    loseConfirmation(reordered) {
      losing = { reordered };
    },
  };
}

/** What the older of two pollers hears (U2). */
const OTHER_POLLER = 'other getUpdates request; make sure that only one bot instance is running';

function terminated(by: string): TelegramError {
  return new TelegramError(409, `Conflict: terminated by ${by}`);
}

import { setTimeout as delay } from 'node:timers/promises';
import type { Lease } from '@common/db/lease.js';
import type { Logger } from '@common/logger.js';

/** Something that only the leader does; begun anew each time that this process becomes it. */
export interface Duty {
  stop(): Promise<void> | void;
}

interface LeaderDeps {
  lease: Lease;
  log: Logger;
  /** What must be done before any duty begins, e.g. migrations. */
  prepare(): Promise<void>;
  /** Begun in this order, stopped in the opposite one. */
  duties: readonly (() => Duty)[];
}

export interface Leader {
  start(): void;
  /** Ends the duties in order and gives the lease up at once. */
  stop(): Promise<void>;
}

const RETRY_MS = 1_000;

/** Waits for the lease, does its duties while it is held, and waits again when it was lost. */
export function createLeader({ lease, log, prepare, duties }: LeaderDeps): Leader {
  const ending = new AbortController();
  let endTerm = () => {};
  let running: Promise<void> = Promise.resolve();
  lease.onLost(() => {
    log.warn('the lease was lost: another process may go on');
    endTerm();
  });

  async function serve(): Promise<void> {
    const over = new Promise<void>((resolve) => {
      endTerm = resolve;
    });
    await prepare();
    if (!lease.isHeld() || ending.signal.aborted) return;
    log.info('this process leads');
    const begun = duties.map((begin) => begin());
    await over;
    for (const duty of begun.reverse()) await duty.stop();
  }

  async function terms(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        await lease.acquire(ending.signal);
        await serve();
      } catch (error) {
        if (ending.signal.aborted) break;
        log.error({ err: error }, 'leading failed');
        await delay(RETRY_MS);
      }
    }
    await lease.release();
  }

  return {
    start() {
      running = terms().catch((error: unknown) =>
        log.error({ err: error }, 'the lease could not be given up'),
      );
    },
    async stop() {
      ending.abort();
      endTerm();
      await running;
    },
  };
}

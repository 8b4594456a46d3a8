import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@common/logger.js';
import { step } from '../step.js';
import { LeaseModel, type LeaseRow } from './collections/lease.js';
import type { Tx } from './transaction.js';

interface LeaseOptions {
  name: string;
  /** Unique for each start of a process: a restart on the same machine is another holder. */
  holder: string;
  ttlMs: number;
  renewMs: number;
  log: Logger;
}

/** The lease belongs to another by now: whatever was to be written under it must not be. */
export class LeaseLostError extends Error {}

/** What the holder of a lease shows, so that nobody acts on the word of one before. */
export interface Fence {
  /** Whether it is certainly still ours: measured by our own monotonic clock from before the renewal was asked. */
  isHeld(): boolean;
  /** Grows at each take-over; of the term that is or was last held, 0 before the first. */
  epoch(): number;
  /**
   * Writes the lease row as part of a transaction: a take-over at the same time conflicts, so that everything in the
   * transaction was before it. Throws LeaseLostError when the row is not ours any more.
   */
  guard(tx: Tx): Promise<void>;
}

/** A named lock between processes. */
export interface Lease extends Fence {
  /** Waits until it is ours, also through failures of the database; rejects when aborted. */
  acquire(signal: AbortSignal): Promise<void>;
  /** Called at each loss; a release is none. */
  onLost(callback: () => void): void;
  /** Gives it up at once, so that a waiting process goes on. */
  release(): Promise<void>;
}

/** Stop acting this long before another may start. */
const MARGIN = 0.2;

/** Who waits for it asks no more often than this. */
const SHORTEST_WAIT_MS = 10;

/** One span of holding it, from the taking to the loss or release. */
interface Term {
  /** On the scale of performance.now(). */
  validUntil: number;
  renewal?: NodeJS.Timeout;
  expiry?: NodeJS.Timeout;
}

export function createLease({ name, holder, ttlMs, renewMs, log }: LeaseOptions): Lease {
  const callbacks: (() => void)[] = [];
  const expiresAt = { $add: ['$$NOW', ttlMs] };
  let term: Term | undefined;
  let epoch = 0;

  const isHeld = () => term !== undefined && performance.now() < term.validUntil;
  const safeUntil = (asked: number) => asked + ttlMs * (1 - MARGIN);
  const warn = (error: unknown) => {
    log.warn({ err: error, lease: name }, 'the lease could not be asked for');
    return undefined;
  };

  /** Takes it in one write if nobody has it, by the database's clock. */
  async function take(): Promise<Term | undefined> {
    const asked = performance.now();
    const row = await LeaseModel.findOneAndUpdate(
      { _id: name, $or: [{ holder }, { $expr: { $lte: ['$expiresAt', '$$NOW'] } }] },
      [{ $set: { holder, expiresAt, epoch: { $add: ['$epoch', 1] } } }],
      { updatePipeline: true, returnDocument: 'after' },
    ).lean<LeaseRow>();
    if (!row) return undefined;
    epoch = row.epoch;
    step('lease.taken');
    return { validUntil: safeUntil(asked) };
  }

  /** How long (ms) until it may be free, by the database's clock; no longer than one waits to ask again in any case. */
  async function wait(): Promise<number> {
    const left = { $subtract: ['$expiresAt', '$$NOW'] };
    const [row] = await LeaseModel.aggregate<{ left: number }>([
      { $match: { _id: name } },
      { $project: { left } },
    ]);
    return Math.min(renewMs, Math.max(SHORTEST_WAIT_MS, row?.left ?? 0));
  }

  /** Never takes: an answer that comes after a release or a loss must not bring the lease back. */
  async function renew(mine: Term): Promise<void> {
    const asked = performance.now();
    const answer = await LeaseModel.updateOne({ _id: name, holder }, [{ $set: { expiresAt } }], {
      updatePipeline: true,
    }).catch(warn);
    step('lease.renewed');
    if (term !== mine) return;
    if (answer?.matchedCount === 0) return lose(mine);
    if (answer) mine.validUntil = safeUntil(asked);
    keep(mine);
  }

  function keep(mine: Term): void {
    clearTimeout(mine.expiry);
    mine.renewal = setTimeout(() => void renew(mine), renewMs);
    // A renewal may hang for longer than the lease lasts.
    mine.expiry = setTimeout(() => lose(mine), mine.validUntil - performance.now());
  }

  function end(mine: Term): void {
    clearTimeout(mine.renewal);
    clearTimeout(mine.expiry);
    term = undefined;
  }

  function lose(mine: Term): void {
    end(mine);
    for (const callback of callbacks) callback();
  }

  return {
    async acquire(signal) {
      await LeaseModel.updateOne(
        { _id: name },
        { $setOnInsert: { holder: null, expiresAt: new Date(0), epoch: 0, intents: 0 } },
        { upsert: true },
      );
      for (;;) {
        signal.throwIfAborted();
        term = await take().catch(warn);
        if (term) return keep(term);
        const waitMs = await wait().catch(() => renewMs);
        await delay(waitMs, undefined, { signal });
      }
    },
    isHeld,
    epoch: () => epoch,
    async guard(tx) {
      const answer = await LeaseModel.updateOne(
        { _id: name, holder, epoch, $expr: { $gt: ['$expiresAt', '$$NOW'] } },
        { $inc: { intents: 1 } },
        { session: tx },
      );
      if (answer.matchedCount === 0) throw new LeaseLostError(`the lease ${name} is not ours`);
    },
    onLost: (callback) => {
      callbacks.push(callback);
    },
    async release() {
      if (!term) return;
      end(term);
      await LeaseModel.updateOne({ _id: name, holder }, { $set: { expiresAt: new Date(0), holder: null } });
    },
  };
}

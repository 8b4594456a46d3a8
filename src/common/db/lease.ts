import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@common/logger.js';
import { LeaseModel, type LeaseRow } from './collections/lease.js';

interface LeaseOptions {
  name: string;
  /** Unique for each start of a process: a restart on the same machine is another holder. */
  holder: string;
  ttlMs: number;
  renewMs: number;
  log: Logger;
}

/** A named lock between processes. */
export interface Lease {
  /** Waits until it is ours; throws the signal's reason when aborted. */
  acquire(signal: AbortSignal): Promise<void>;
  /** Whether it is certainly still ours: measured by our own monotonic clock from before the renewal was asked. */
  isHeld(): boolean;
  /** Called once when it is lost. */
  onLost(callback: () => void): void;
  /** Gives it up at once, so that a waiting process goes on. */
  release(): Promise<void>;
}

/** Stop acting this long before another may start. */
const MARGIN = 0.2;

export function createLease({ name, holder, ttlMs, renewMs, log }: LeaseOptions): Lease {
  let validUntil = Number.NEGATIVE_INFINITY;
  let renewal: NodeJS.Timeout | undefined;
  let lost: (() => void) | undefined;

  const isHeld = () => performance.now() < validUntil;

  /** Takes or renews it in one write, by the database's clock. */
  async function take(): Promise<boolean> {
    const asked = performance.now();
    const mine = { $eq: ['$holder', holder] };
    const row = await LeaseModel.findOneAndUpdate(
      { _id: name, $expr: { $or: [mine, { $lte: ['$expiresAt', '$$NOW'] }] } },
      [
        {
          $set: {
            epoch: { $cond: [mine, '$epoch', { $add: ['$epoch', 1] }] },
            holder,
            expiresAt: { $add: ['$$NOW', ttlMs] },
          },
        },
      ],
      { returnDocument: 'after', updatePipeline: true },
    ).lean<LeaseRow>();
    if (row) validUntil = asked + ttlMs * (1 - MARGIN);
    return row !== null;
  }

  function lose(): void {
    clearInterval(renewal);
    renewal = undefined;
    validUntil = Number.NEGATIVE_INFINITY;
    const callback = lost;
    lost = undefined;
    callback?.();
  }

  async function renew(): Promise<void> {
    const kept = await take().catch((error: unknown) => {
      log.warn({ err: error, lease: name }, 'the lease could not be renewed');
      return isHeld();
    });
    if (renewal && !kept) lose();
  }

  return {
    async acquire(signal) {
      await LeaseModel.updateOne(
        { _id: name },
        { $setOnInsert: { holder: null, expiresAt: new Date(0), epoch: 0, intents: 0 } },
        { upsert: true },
      );
      while (!(await take())) await delay(renewMs, undefined, { signal });
      renewal = setInterval(() => void renew(), renewMs);
    },
    isHeld,
    onLost: (callback) => {
      lost = callback;
    },
    async release() {
      if (!renewal) return;
      clearInterval(renewal);
      renewal = undefined;
      validUntil = Number.NEGATIVE_INFINITY;
      await LeaseModel.updateOne({ _id: name, holder }, { $set: { expiresAt: new Date(0), holder: null } });
    },
  };
}

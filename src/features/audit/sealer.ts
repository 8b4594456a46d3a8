import type { Cancel, Clock } from '@common/clock.js';
import type { Fence } from '@common/db/lease.js';
import { inTransaction } from '@common/db/transaction.js';
import type { Logger } from '@common/logger.js';
import { auditHappenings } from './audit.policy.js';
import {
  makeChain,
  moveChain,
  readChain,
  removeSealedUpTo,
  sealEntries,
  sealedAfter,
  unsealedEntries,
} from './chain.repo.js';
import { GENESIS } from './chain.rules.js';
import { noteHappening } from './happenings.js';
import { sealsFrom } from './hash.js';

interface SealerDeps {
  clock: Clock;
  log: Logger;
  fence: Pick<Fence, 'isHeld' | 'epoch'>;
  /** So many days entries are kept. */
  keptDays(): Promise<number>;
}

/** An entry is sealed within a second of its commit. */
const TICK_MS = 500;
const BATCH = 200;
const EXPIRY_BATCH = 500;
const EXPIRY_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * The leader's duty to the audit log: gives each entry its place in the chain, and removes the oldest. Each batch is
 * one transaction with the chain's end, which tells the epoch of who wrote it: of two who seal at once, and of a leader
 * and one before, only one succeeds.
 */
export function createSealer({ clock, log, fence, keptDays }: SealerDeps) {
  let alarm: Cancel | undefined;
  let running: Promise<void> = Promise.resolve();
  let started = false;
  let expiryAt = 0;

  /** Seals a batch; answers how many entries. */
  async function seal(): Promise<number> {
    const entries = await unsealedEntries(BATCH);
    if (entries.length === 0) return 0;
    await makeChain();
    const chain = await readChain();
    const seals = sealsFrom(chain, entries);
    const last = seals.at(-1)?.seal;
    if (!last) return 0;
    return inTransaction(
      async (tx) => {
        if (!(await moveChain(chain, last, fence.epoch(), tx))) return 0;
        await sealEntries(seals, tx);
        return seals.length;
      },
      (sealed) => sealed > 0,
    );
  }

  /** Removes the oldest entries, which must be sealed, and keeps what the rest of the chain hangs on. */
  async function removeOld(before: Date): Promise<number> {
    const chain = await readChain();
    const oldest = await sealedAfter((chain.checkpoint ?? GENESIS).sequence, EXPIRY_BATCH);
    const young = oldest.findIndex(({ metadata }) => metadata.timestamp >= before);
    const last = (young < 0 ? oldest : oldest.slice(0, young)).at(-1)?.seal;
    if (!last) return 0;
    const checkpoint = { ...last, at: new Date(clock.now()) };
    return inTransaction(
      async (tx) =>
        (await moveChain(chain, { checkpoint }, fence.epoch(), tx)) ? removeSealedUpTo(last.sequence, tx) : 0,
      (removed) => removed > 0,
    );
  }

  async function expire(): Promise<void> {
    if (clock.now() < expiryAt) return;
    const before = new Date(clock.now() - (await keptDays()) * DAY_MS);
    let removed = 0;
    for (let some = 1; some > 0 && fence.isHeld(); removed += some) some = await removeOld(before);
    if (removed > 0) await note('expire', 'audit', { removed, before });
    expiryAt = clock.now() + EXPIRY_MS;
  }

  function note(what: keyof typeof auditHappenings, entityId: string, after: object): Promise<void> {
    return noteHappening(auditHappenings[what], {
      userId: null,
      entityId,
      after,
      origin: { route: 'engine', ip: null, userAgent: null },
      at: clock.now(),
    });
  }

  async function work(): Promise<void> {
    const may = () => started && fence.isHeld();
    let sealed = BATCH;
    while (may() && sealed === BATCH) sealed = await seal();
    if (may()) await expire();
  }

  function tick(): void {
    if (!started) return;
    running = work()
      .catch((error: unknown) => log.error({ err: error }, 'the audit log could not be sealed'))
      .finally(() => {
        if (started) alarm = clock.at(clock.now() + TICK_MS, tick);
      });
  }

  return {
    start() {
      started = true;
      running = note('lead', 'leader', { epoch: fence.epoch() })
        .catch((error: unknown) => log.error({ err: error }, 'the take-over could not be written down'))
        .finally(tick);
    },
    async stop() {
      started = false;
      alarm?.();
      await running;
    },
  };
}

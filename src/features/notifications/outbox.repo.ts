import { OutboxModel, type OutboxRow } from '@common/db/collections/index.js';
import type { Tx } from '@common/db/index.js';
import { type Id, newId, type TelegramUserId } from '@common/ids.js';

type OutboxId = Id<'outbox'>;
export type Cause = Pick<OutboxRow, 'kind' | 'thingId' | 'thingRev'>;

/** One card a person and cause; a cause that is told again is not. */
export async function addCards(
  cause: Cause,
  to: readonly TelegramUserId[],
  wakeAt: Date,
  tx: Tx,
): Promise<void> {
  const told = await OutboxModel.find({ ...cause, telegramId: { $in: [...to] } }, { telegramId: 1 })
    .session(tx)
    .lean<Pick<OutboxRow, 'telegramId'>[]>();
  const known = new Set(told.map(({ telegramId }) => telegramId));
  const rows = to
    .filter((telegramId) => !known.has(telegramId))
    .map((telegramId) => ({ _id: newId<OutboxId>(), telegramId, ...cause, status: 'waiting', wakeAt }));
  if (rows.length > 0) await OutboxModel.insertMany(rows, { session: tx });
}

/** Wakes all cards of a thing, so that they turn into what it is now; also one that is just being sent. */
export async function wakeCards(kind: string, thingId: string, wakeAt: Date, tx: Tx): Promise<void> {
  await OutboxModel.updateMany(
    { kind, thingId, status: { $in: ['waiting', 'sending', 'sent'] } },
    { $set: { wakeAt } },
    { session: tx },
  );
}

export function dueCards(now: Date, limit: number): Promise<OutboxRow[]> {
  return OutboxModel.find({ wakeAt: { $lte: now }, status: { $in: ['waiting', 'sent'] } })
    .sort({ wakeAt: 1, _id: 1 })
    .limit(limit)
    .lean<OutboxRow[]>();
}

/** Takes a waiting card for sending: true for one taker, once. A crash after this never sends it again. */
export async function takeCard(id: OutboxId, seen: Date): Promise<boolean> {
  const { modifiedCount } = await OutboxModel.updateOne(
    // Woken again since it was drawn, it is drawn again.
    { _id: id, status: 'waiting', wakeAt: seen },
    { $set: { status: 'sending' }, $unset: { wakeAt: 1 } },
  );
  return modifiedCount === 1;
}

/** Lets a card that was taken, and surely not sent, wait for its next try. */
export async function putCardBack(id: OutboxId, wakeAt: Date): Promise<void> {
  await OutboxModel.updateOne({ _id: id, status: 'sending' }, { $set: { status: 'waiting', wakeAt } });
}

export async function endCard(id: OutboxId, end: Pick<OutboxRow, 'status' | 'messageId'>): Promise<void> {
  await OutboxModel.updateOne({ _id: id }, { $set: end });
}

/** A refreshed card sleeps, unless it was woken again meanwhile. */
export async function calmCard(id: OutboxId, seen: Date): Promise<void> {
  await OutboxModel.updateOne({ _id: id, wakeAt: seen }, { $unset: { wakeAt: 1 } });
}

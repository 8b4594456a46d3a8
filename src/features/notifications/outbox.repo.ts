import { OutboxModel, type OutboxRow } from '@common/db/collections/index.js';
import type { Tx } from '@common/db/index.js';
import { type Id, newId, type TelegramUserId } from '@common/ids.js';

type OutboxId = Id<'outbox'>;
/** A card with something to do. */
export type AwakeCard = OutboxRow & { wakeAt: Date };
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

/** What is to be sent, brought up to date, or was taken by a process that is gone. */
export function dueCards(now: Date, limit: number): Promise<AwakeCard[]> {
  return OutboxModel.find({ wakeAt: { $lte: now } })
    .sort({ wakeAt: 1, _id: 1 })
    .limit(limit)
    .lean<AwakeCard[]>();
}

/** Takes a waiting card for sending, until then: true for one taker, once. A crash after this never sends it again. */
export async function takeCard(id: OutboxId, seen: Date, until: Date): Promise<boolean> {
  const { modifiedCount } = await OutboxModel.updateOne(
    // Woken again since it was drawn, it is drawn again.
    { _id: id, status: 'waiting', wakeAt: seen },
    { $set: { status: 'sending', wakeAt: until } },
  );
  return modifiedCount === 1;
}

/** Lets a card that was taken, and surely not sent, wait for its next try. */
export async function putCardBack(id: OutboxId, wakeAt: Date): Promise<void> {
  await OutboxModel.updateOne({ _id: id, status: 'sending' }, { $set: { status: 'waiting', wakeAt } });
}

/** It stands there, and sleeps, unless it was woken since it was taken. */
export async function settleCard(id: OutboxId, messageId: number, takenUntil: Date): Promise<void> {
  await OutboxModel.updateOne({ _id: id }, { $set: { status: 'sent', messageId } });
  await calmCard(id, takenUntil);
}

/** Nothing more is done about it. */
export async function failCard(id: OutboxId): Promise<void> {
  await OutboxModel.updateOne({ _id: id }, { $set: { status: 'failed' }, $unset: { wakeAt: 1 } });
}

/** A card that could not be refreshed yet is woken again then, if not sooner. */
export async function snoozeCard(id: OutboxId, seen: Date, wakeAt: Date): Promise<void> {
  await OutboxModel.updateOne({ _id: id, wakeAt: seen }, { $set: { wakeAt } });
}

/** A refreshed card sleeps, unless it was woken again meanwhile. */
export async function calmCard(id: OutboxId, seen: Date): Promise<void> {
  await OutboxModel.updateOne({ _id: id, wakeAt: seen }, { $unset: { wakeAt: 1 } });
}

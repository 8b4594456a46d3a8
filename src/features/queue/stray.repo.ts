import { type Stray, type StrayId, StrayModel } from '@common/db/collections/index.js';
import { type Tx, within } from '@common/db/index.js';
import { newId } from '@common/ids.js';

type NewStray = Pick<Stray, 'postId' | 'chatId' | 'messageId' | 'at'>;

/** Keeps a message that nobody expected; twice is once. */
export async function noteStray({ chatId, messageId, ...stray }: NewStray): Promise<void> {
  await StrayModel.updateOne(
    { chatId, messageId },
    { $setOnInsert: { _id: newId<StrayId>(), ...stray, rev: 0, createdBy: null } },
    { upsert: true },
  );
}

/** Strays that wait for a person, oldest first. */
export function openStrays(limit: number): Promise<Stray[]> {
  return StrayModel.find({ settledAt: null }).sort({ settledAt: 1, at: 1 }).limit(limit).lean<Stray[]>();
}

export function countStrays(): Promise<number> {
  return StrayModel.countDocuments({ settledAt: null });
}

export function findStray(id: StrayId, tx?: Tx): Promise<Stray | null> {
  return StrayModel.findOne({ _id: id }, null, within(tx)).lean<Stray>();
}

/** A person has decided; null when somebody else was first. */
export function settleStray({ _id, rev }: Stray, at: Date, tx: Tx): Promise<Stray | null> {
  return StrayModel.findOneAndUpdate(
    { _id, rev, settledAt: null },
    { $set: { settledAt: at }, $inc: { rev: 1 } },
    { returnDocument: 'after', session: tx },
  ).lean<Stray>();
}

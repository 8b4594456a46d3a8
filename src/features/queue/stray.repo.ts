import { type Stray, type StrayId, StrayModel } from '@common/db/collections/index.js';
import { type Tx, within } from '@common/db/index.js';
import { newId, type UserId } from '@common/ids.js';

type NewStray = Pick<Stray, 'postId' | 'chatId' | 'messageId' | 'others' | 'at' | 'createdBy'>;

/** Keeps a message that nobody expected; null when it is known already. */
export async function insertStray(stray: NewStray, tx: Tx): Promise<Stray | null> {
  const { chatId, messageId } = stray;
  if (await StrayModel.exists({ chatId, messageId }).session(tx)) return null;
  const [made] = await StrayModel.create([{ _id: newId<StrayId>(), ...stray }], { session: tx });
  return made?.toObject() ?? null;
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

function update(filter: object, change: Partial<Stray>, tx: Tx): Promise<Stray | null> {
  return StrayModel.findOneAndUpdate(
    filter,
    { $set: change, $inc: { rev: 1 } },
    { returnDocument: 'after', session: tx },
  ).lean<Stray>();
}

/** Somebody wants it deleted, and Telegram is asked; null when it was settled before. */
export function askForDeletion(id: StrayId, askedBy: UserId, tx: Tx): Promise<Stray | null> {
  return update({ _id: id, settledAt: null }, { askedBy, trouble: null }, tx);
}

/** Telegram did not delete it; it still waits for somebody. */
export function noteTrouble(id: StrayId, trouble: Stray['trouble'], tx: Tx): Promise<Stray | null> {
  return update({ _id: id, settledAt: null }, { trouble }, tx);
}

type End = Pick<Stray, 'outcome' | 'settledBy'> & { settledAt: Date };

/** A person has decided; null when somebody else was first. */
export function settleStray({ _id, rev }: Stray, end: End, tx: Tx): Promise<Stray | null> {
  return update({ _id, rev, settledAt: null }, { ...end, trouble: null }, tx);
}

/** Telegram says that it is gone, whatever was decided meanwhile; null when that is known. */
export function markDeleted(id: StrayId, end: End, tx: Tx): Promise<Stray | null> {
  return update({ _id: id, outcome: { $ne: 'deleted' } }, { ...end, trouble: null }, tx);
}

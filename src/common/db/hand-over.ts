import type { UserId } from '@common/ids.js';
import type { Model } from 'mongoose';
import type { Tx } from './transaction.js';

/** Gives whatever one person has made to another, in the transaction; answers how many things. */
export type HandOver = (from: UserId, to: UserId, tx: Tx) => Promise<number>;

export function handOverOf<T extends { createdBy: UserId | null }>(model: Model<T>): HandOver {
  return async (from, to, tx) => {
    const filter = { createdBy: from } as object;
    const { modifiedCount } = await model.updateMany(filter, { $set: { createdBy: to } }, { session: tx });
    return modifiedCount;
  };
}

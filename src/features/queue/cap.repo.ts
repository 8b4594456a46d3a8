import { CapModel } from '@common/db/collections/index.js';
import { type Tx, within } from '@common/db/index.js';
import type { PostId } from '@common/ids.js';
import { ScheduledPostModel } from '@common/models/index.js';
import { step } from '@common/step.js';

/** One count of posts against one limit. */
export interface CapRow {
  key: string;
  /** mongod may clean the row up after this. */
  expiresAt: Date;
}

/** Makes the rows that are missing. Outside of transactions: an upsert that meets another inside would abort it. */
export async function openCaps(rows: readonly CapRow[]): Promise<void> {
  if (rows.length === 0) return;
  await CapModel.bulkWrite(
    rows.map(({ key, expiresAt }) => ({
      updateOne: { filter: { _id: key }, update: { $setOnInsert: { n: 0, expiresAt } }, upsert: true },
    })),
    { ordered: false },
  );
}

/** How much of each limit is used up in this snapshot. */
export async function countCaps(keys: readonly string[], tx: Tx): Promise<Map<string, number>> {
  const rows = await CapModel.find({ _id: { $in: [...keys] } }, null, within(tx)).lean();
  return new Map(rows.map(({ _id, n }) => [_id, n]));
}

/** Counts one more, unless the limit is reached; answers whether it did. */
export async function chargeCap(key: string, max: number, tx: Tx): Promise<boolean> {
  const answer = await CapModel.updateOne({ _id: key, n: { $lt: max } }, { $inc: { n: 1 } }, within(tx));
  return answer.modifiedCount === 1;
}

/** Gives back exactly what a post was charged, in the transaction that says it was not sent. */
export async function refundCaps(post: { _id: PostId; chargedCaps: string[] }, tx: Tx): Promise<void> {
  if (post.chargedCaps.length === 0) return;
  await CapModel.updateMany(
    { _id: { $in: post.chargedCaps }, n: { $gt: 0 } },
    { $inc: { n: -1 } },
    within(tx),
  );
  await ScheduledPostModel.updateOne({ _id: post._id }, { $set: { chargedCaps: [] } }, within(tx));
  step('refund.written');
}

import { CapModel } from '@common/db/collections/index.js';
import { inTransaction, type Tx, within } from '@common/db/index.js';
import type { CampaignId, GroupId, PostId } from '@common/ids.js';
import { ScheduledPostModel } from '@common/models/index.js';
import { step } from '@common/step.js';
import { COUNTED } from './post.rules.js';

/** One count of posts against one limit. */
export interface CapRow {
  key: string;
  /** Whose posts count. */
  scope: { campaignId?: CampaignId; groupId?: GroupId };
  /** Posts with an earlier intent do not count. */
  from: Date;
  /** mongod may clean the row up after this. */
  expiresAt: Date;
}

/** Charges a counter with all that left, or may have left, whether or not there was a limit then; answers how many. */
async function chargePast({ key, scope, from }: CapRow, tx: Tx): Promise<number> {
  const { matchedCount } = await ScheduledPostModel.updateMany(
    { ...scope, intentAt: { $type: 'date', $gte: from }, status: { $in: [...COUNTED] } },
    { $addToSet: { chargedCaps: key } },
    within(tx),
  );
  return matchedCount;
}

/**
 * Lets counters say what has left: a limit that is set at noon counts from the morning on. Before the transaction that
 * counts, which must not be aborted by whoever makes the same rows.
 */
export async function openCaps(rows: readonly CapRow[]): Promise<void> {
  if (rows.length === 0) return;
  await inTransaction(async (tx) => {
    for (const row of new Map(rows.map((one) => [one.key, one])).values()) {
      const n = await chargePast(row, tx);
      const { key: _id, expiresAt } = row;
      await CapModel.updateOne({ _id }, { $set: { n, expiresAt } }, { upsert: true, ...within(tx) });
    }
  });
}

/** How much of each limit is used up in this snapshot. */
export async function countCaps(keys: readonly string[], tx: Tx): Promise<Map<string, number>> {
  const rows = await CapModel.find({ _id: { $in: [...keys] } }, null, within(tx)).lean();
  return new Map(rows.map(({ _id, n }) => [_id, n]));
}

/** One more against a limit; without one it is counted whatever there is. */
export interface CapCharge {
  key: string;
  max: number | null;
}

/** Counts one more for each; false when not every limit had room, and then the transaction must not be committed. */
export async function chargeCaps(charges: readonly CapCharge[], tx: Tx): Promise<boolean> {
  if (charges.length === 0) return true;
  const { matchedCount } = await CapModel.bulkWrite(
    charges.map(({ key, max }) => ({
      updateOne: {
        filter: { _id: key, ...(max !== null && { n: { $lt: max } }) },
        update: { $inc: { n: 1 } },
      },
    })),
    within(tx),
  );
  return matchedCount === charges.length;
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

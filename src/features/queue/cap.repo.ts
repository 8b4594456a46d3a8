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

/** What left, or may have left, whether or not there was a limit then. */
function pastOf({ scope, from }: Pick<CapRow, 'scope' | 'from'>) {
  return { ...scope, intentAt: { $type: 'date' as const, $gte: from }, status: { $in: [...COUNTED] } };
}

/** The counters that have a past: most are new, and nothing has left that they count. */
async function withPast(rows: readonly CapRow[], tx: Tx): Promise<CapRow[]> {
  const left = await ScheduledPostModel.aggregate<Required<CapRow['scope']> & { latest: Date }>(
    [
      { $match: { $or: rows.map(pastOf) } },
      {
        $group: {
          _id: { campaignId: '$campaignId', groupId: '$groupId' },
          latest: { $max: '$intentAt' },
        },
      },
      { $replaceWith: { $mergeObjects: ['$_id', { latest: '$latest' }] } },
    ],
    within(tx),
  );
  return rows.filter(({ scope: { campaignId, groupId }, from }) =>
    left.some(
      (one) =>
        one.latest >= from &&
        (campaignId ?? one.campaignId) === one.campaignId &&
        (groupId ?? one.groupId) === one.groupId,
    ),
  );
}

/** Charges a counter with its past; answers how many posts that is. */
async function chargePast(row: CapRow, tx: Tx): Promise<number> {
  const charge = { $addToSet: { chargedCaps: row.key } };
  const { matchedCount } = await ScheduledPostModel.updateMany(pastOf(row), charge, within(tx));
  return matchedCount;
}

/**
 * Lets counters say what has left: a limit that is set at noon counts from the morning on. Before the transaction that
 * counts, which must not be aborted by whoever makes the same rows.
 */
export async function openCaps(all: readonly CapRow[]): Promise<void> {
  const rows = [...new Map(all.map((one) => [one.key, one])).values()];
  if (rows.length === 0) return;
  await inTransaction(async (tx) => {
    const charged = new Map<string, number>();
    for (const row of await withPast(rows, tx)) charged.set(row.key, await chargePast(row, tx));
    await CapModel.bulkWrite(
      rows.map(({ key: _id, expiresAt }) => ({
        updateOne: {
          filter: { _id },
          update: { $set: { n: charged.get(_id) ?? 0, expiresAt } },
          upsert: true,
        },
      })),
      within(tx),
    );
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

import { type CampaignId, type GroupId, newId, type PostId } from '@common/ids.js';
import { type ScheduledPost, ScheduledPostModel } from '@common/models/index.js';
import { GROUP_TAKEN_OUT, MISSED, WAITING } from './post.rules.js';

/** A slot as the planner wants it. */
export type WantedPost = Pick<
  ScheduledPost,
  | 'campaignId'
  | 'groupId'
  | 'creativeId'
  | 'occurrence'
  | 'planRev'
  | 'plannedAt'
  | 'dueAt'
  | 'priority'
  | 'createdBy'
>;

/** A plan after its edit, against which older rows are judged. */
export interface PlanInForce {
  campaignId: CampaignId;
  planRev: number;
  editedAt: Date;
  targetGroups: readonly GroupId[];
}

/**
 * Adds the slots that are not there yet; those that are stay as they are, whatever became of them. Answers whether all
 * were new.
 */
export async function materialise(posts: readonly WantedPost[]): Promise<boolean> {
  const inserts = posts.map((post) => ({
    updateOne: {
      filter: { occurrence: post.occurrence, groupId: post.groupId },
      update: {
        $setOnInsert: { _id: newId<PostId>(), ...post, wakeAt: post.dueAt, status: 'due' as const },
      },
      upsert: true,
    },
  }));
  // Of two planners at once the server lets the later one find the other's row, for the filter is the unique key.
  const { upsertedCount } = await ScheduledPostModel.bulkWrite(inserts, { ordered: false });
  return upsertedCount === posts.length;
}

/** Takes rows of older plans over into this one, unless they are on their way, done, or a person's. */
export async function adopt(posts: readonly WantedPost[]): Promise<void> {
  await ScheduledPostModel.bulkWrite(
    posts.flatMap(({ occurrence, groupId, planRev, creativeId, dueAt }) => {
      const older = { occurrence, groupId, touchedBy: null, planRev: { $lt: planRev } };
      const plan = { planRev, creativeId };
      return [
        {
          // A claim is given back: whoever holds it has read the older row.
          updateOne: {
            filter: { ...older, $or: [{ status: 'claimed' }, { status: 'due', dueAt: { $ne: dueAt } }] },
            update: { $set: { ...plan, dueAt, wakeAt: dueAt, status: 'due', token: null } },
          },
        },
        { updateOne: { filter: { ...older, status: 'due' }, update: { $set: plan } } },
      ];
    }),
    { ordered: true },
  );
}

/** Waiting rows of older plans that no person touched. */
function outdated({ campaignId, planRev }: PlanInForce) {
  return { campaignId, status: { $in: [...WAITING] }, touchedBy: null, planRev: { $lt: planRev } };
}

async function idsOf(filter: object, limit: number): Promise<PostId[]> {
  const rows = await ScheduledPostModel.find(filter, { _id: 1 })
    .limit(limit)
    .lean<Pick<ScheduledPost, '_id'>[]>();
  return rows.map(({ _id }) => _id);
}

/** Deletes some of what only an older plan wanted; what was due when the plan was edited stays. Answers how many it met. */
export async function dropUnwanted(plan: PlanInForce, limit: number): Promise<number> {
  const filter = { ...outdated(plan), dueAt: { $gt: plan.editedAt } };
  const ids = await idsOf(filter, limit);
  if (ids.length > 0) await ScheduledPostModel.deleteMany({ ...filter, _id: { $in: ids } });
  return ids.length;
}

/** Cancels some of what was due already when its group was taken out of the plan. Answers how many it met. */
export async function cancelTakenOut(plan: PlanInForce, limit: number): Promise<number> {
  const filter = {
    ...outdated(plan),
    dueAt: { $lte: plan.editedAt },
    groupId: { $nin: [...plan.targetGroups] },
  };
  const ids = await idsOf(filter, limit);
  if (ids.length > 0)
    await ScheduledPostModel.updateMany(
      { ...filter, _id: { $in: ids } },
      {
        $set: { status: 'cancelled', token: null, reason: { ...GROUP_TAKEN_OUT, at: plan.editedAt } },
        $unset: { wakeAt: 1 },
        $inc: { rev: 1 },
      },
    );
  return ids.length;
}

/** When runs were missed, and the campaigns of which that cannot be said yet. */
interface Missed {
  from: Date;
  until: Date;
  unplanned: readonly CampaignId[];
}

/** Of several runs of a campaign that a group missed, skips all but the last. */
export async function skipMissed({ from, until, unplanned }: Missed, limit: number): Promise<void> {
  const waiting = { status: 'due', touchedBy: null, reason: null } as const;
  const missed = await ScheduledPostModel.aggregate<{
    _id: { campaignId: CampaignId; groupId: GroupId };
    last: Date;
  }>([
    { $match: { ...waiting, campaignId: { $nin: [...unplanned] }, dueAt: { $gte: from, $lte: until } } },
    {
      $group: {
        _id: { campaignId: '$campaignId', groupId: '$groupId' },
        last: { $max: '$dueAt' },
        runs: { $sum: 1 },
      },
    },
    { $match: { runs: { $gt: 1 } } },
  ]);
  for (let at = 0; at < missed.length; at += limit)
    await ScheduledPostModel.bulkWrite(
      missed.slice(at, at + limit).map(({ _id, last }) => ({
        updateMany: {
          filter: { ...waiting, ..._id, dueAt: { $gte: from, $lt: last } },
          update: {
            $set: { status: 'skipped', reason: { ...MISSED, at: until } },
            $unset: { wakeAt: 1 },
            $inc: { rev: 1 },
          },
        },
      })),
      { ordered: false },
    );
}

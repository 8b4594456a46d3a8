import { type Tx, within } from '@common/db/index.js';
import type { CampaignId, GroupId, PostId } from '@common/ids.js';
import {
  type PostReason,
  type PostStatus,
  type ScheduledPost,
  ScheduledPostModel,
} from '@common/models/index.js';
import { mayBecome, WAITING } from './post.rules.js';

/** Fields that a transition sets; `wakeAt: null` ends the post's waking. */
export type PostChange = Partial<Omit<ScheduledPost, '_id' | 'wakeAt'>> & { wakeAt?: Date | null };

function toUpdate({ wakeAt, ...fields }: PostChange) {
  return {
    $set: { ...fields, ...(wakeAt && { wakeAt }) },
    ...(wakeAt === null && { $unset: { wakeAt: 1 } }),
    $inc: { rev: 1 },
  };
}

/** Posts whose time has come, earliest first. */
export function duePosts(now: Date, limit: number): Promise<ScheduledPost[]> {
  return ScheduledPostModel.find({ wakeAt: { $lte: now } })
    .sort({ wakeAt: 1, _id: 1 })
    .limit(limit)
    .lean<ScheduledPost[]>();
}

/** The time (ms, UTC) at which something is to be done next. */
export async function nextWakeAt(): Promise<number | undefined> {
  const first = await ScheduledPostModel.findOne({ wakeAt: { $exists: true } }, { wakeAt: 1 })
    .sort({ wakeAt: 1, _id: 1 })
    .lean<Pick<ScheduledPost, 'wakeAt'>>();
  return first?.wakeAt?.getTime();
}

/** Where a post is believed to be. */
interface Whereabouts {
  _id: PostId;
  status: { $in: readonly PostStatus[] };
  token?: string;
  epoch?: number;
  rev?: number;
}

/** Throws on a step that no post ever takes. */
function checkedMove({ status, ...rest }: Whereabouts, change: PostChange) {
  const to = change.status;
  if (to !== undefined && !status.$in.every((from) => mayBecome(from, to)))
    throw new Error(`a post never goes from ${status.$in} to ${to}`);
  return { filter: { ...rest, status: { $in: [...status.$in] } }, update: toUpdate(change) };
}

/** Moves a post on, if it is still where it is believed to be. Throws on a step that no post ever takes. */
export async function movePost(
  where: Whereabouts,
  change: PostChange,
  tx?: Tx,
): Promise<ScheduledPost | null> {
  const { filter, update } = checkedMove(where, change);
  return ScheduledPostModel.findOneAndUpdate(filter, update, {
    returnDocument: 'after',
    ...within(tx),
  }).lean<ScheduledPost>();
}

/** Moves several on at once; answers them as they are now. Throws when not each is where it is believed to be. */
export async function movePosts(
  moves: readonly { where: Whereabouts; change: PostChange }[],
  tx: Tx,
): Promise<ScheduledPost[]> {
  if (moves.length === 0) return [];
  const { matchedCount } = await ScheduledPostModel.bulkWrite(
    moves.map(({ where, change }) => ({ updateOne: checkedMove(where, change) })),
    within(tx),
  );
  if (matchedCount !== moves.length) throw new Error('a post is not where it was believed to be');
  const moved = await findPosts(
    moves.map(({ where }) => where._id),
    tx,
  );
  return [...moved.values()];
}

export function findPost(id: PostId, tx?: Tx): Promise<ScheduledPost | null> {
  return ScheduledPostModel.findOne({ _id: id }, null, within(tx)).lean<ScheduledPost>();
}

export async function findPosts(ids: readonly PostId[], tx: Tx): Promise<Map<PostId, ScheduledPost>> {
  const posts = await ScheduledPostModel.find({ _id: { $in: [...ids] } }, null, within(tx)).lean<
    ScheduledPost[]
  >();
  return new Map(posts.map((post) => [post._id, post]));
}

/** The newest posts of some statuses, by their time. */
export function listPosts(
  statuses: readonly PostStatus[],
  order: 'soonest' | 'latest',
  limit: number,
): Promise<ScheduledPost[]> {
  return ScheduledPostModel.find({ status: { $in: [...statuses] } })
    .sort(order === 'soonest' ? { dueAt: 1, _id: 1 } : { dueAt: -1, _id: -1 })
    .limit(limit)
    .lean<ScheduledPost[]>();
}

/** How many posts of some statuses each day has, by the days of a zone, soonest first. */
export function countByDay(
  statuses: readonly PostStatus[],
  zone: string,
  limit: number,
): Promise<{ day: string; count: number }[]> {
  return ScheduledPostModel.aggregate<{ day: string; count: number }>([
    { $match: { status: { $in: [...statuses] } } },
    {
      $group: {
        _id: { $dateToString: { date: '$dueAt', format: '%Y-%m-%d', timezone: zone } },
        count: { $sum: 1 },
      },
    },
    { $sort: { _id: 1 } },
    { $limit: limit },
    { $project: { _id: 0, day: '$_id', count: 1 } },
  ]);
}

/** Posts of some statuses that are due in a span, soonest first. */
export function postsBetween(
  statuses: readonly PostStatus[],
  from: Date,
  to: Date,
  limit: number,
): Promise<ScheduledPost[]> {
  return ScheduledPostModel.find({ status: { $in: [...statuses] }, dueAt: { $gte: from, $lt: to } })
    .sort({ dueAt: 1, _id: 1 })
    .limit(limit)
    .lean<ScheduledPost[]>();
}

export function countPosts(statuses: readonly PostStatus[]): Promise<number> {
  return ScheduledPostModel.countDocuments({ status: { $in: [...statuses] } });
}

/** Claims and intents whose time is over, and posts that are to be looked for: what goes on while posting is stopped. */
export function expiredPosts(now: Date): Promise<ScheduledPost[]> {
  return ScheduledPostModel.find({
    status: { $in: ['claimed', 'sending', 'uncertain'] },
    wakeAt: { $lte: now },
  }).lean<ScheduledPost[]>();
}

/** Posts of one campaign in some statuses, by their time. */
export function postsOfCampaign(
  campaignId: CampaignId,
  statuses: readonly PostStatus[],
  order: 'soonest' | 'latest',
  limit: number,
): Promise<ScheduledPost[]> {
  return ScheduledPostModel.find({ campaignId, status: { $in: [...statuses] } })
    .sort({ dueAt: order === 'soonest' ? 1 : -1 })
    .limit(limit)
    .lean<ScheduledPost[]>();
}

/** Posts that wait for a group, soonest first. */
export function postsOfGroup(groupId: GroupId, limit: number): Promise<ScheduledPost[]> {
  return ScheduledPostModel.find({ groupId, status: { $in: [...WAITING] } })
    .sort({ dueAt: 1 })
    .limit(limit)
    .lean<ScheduledPost[]>();
}

/** How many posts wait whose time is over, and how many of those are still inside their grace. */
export async function countOverdue(now: Date, graceFrom: Date): Promise<{ inTime: number; late: number }> {
  const [inTime, late] = await Promise.all([
    ScheduledPostModel.countDocuments({ status: 'due', dueAt: { $lte: now, $gte: graceFrom } }),
    ScheduledPostModel.countDocuments({ status: 'due', dueAt: { $lt: graceFrom } }),
  ]);
  return { inTime, late };
}

/** Gives up all that is overdue, because posting was stopped; answers how many. */
export async function skipOverdue(now: Date, tx: Tx): Promise<number> {
  const reason: PostReason = {
    why: { key: 'why-stopped' },
    at: now,
    trace: [{ rule: 'not-stopped', passed: false }],
  };
  const answer = await ScheduledPostModel.updateMany(
    { status: 'due', dueAt: { $lte: now } },
    toUpdate({ status: 'skipped', reason, wakeAt: null }),
    within(tx),
  );
  return answer.modifiedCount;
}

/** Wakes all that is overdue, as after a stop. */
export async function wakeOverdue(now: Date): Promise<void> {
  await ScheduledPostModel.updateMany({ status: 'due', dueAt: { $lte: now } }, { $set: { wakeAt: now } });
}

/** Wakes what waits for a campaign that may post again. */
export async function wakeCampaign(campaignId: CampaignId, now: Date, tx?: Tx): Promise<void> {
  await ScheduledPostModel.updateMany(
    { campaignId, status: 'due', dueAt: { $lte: now } },
    { $set: { wakeAt: now } },
    within(tx),
  );
}

import { type Tx, within } from '@common/db/index.js';
import type { ChatId, GroupId, PostId } from '@common/ids.js';
import { type ScheduledPost, ScheduledPostModel } from '@common/models/index.js';
import { step } from '@common/step.js';
import { COUNTED } from './post.rules.js';

/** When the last intent in a group was, and until when somebody has its top. */
export type LastIntent = Pick<ScheduledPost, 'intentAt' | 'holdsTopUntil'>;

/** Of what went out or may have gone out in groups since a time. */
export async function lastIntents(
  groupIds: readonly GroupId[],
  since: Date,
  tx: Tx,
): Promise<Map<GroupId, LastIntent>> {
  const rows = await ScheduledPostModel.aggregate<LastIntent & { _id: GroupId }>([
    {
      $match: {
        groupId: { $in: [...groupIds] },
        intentAt: { $type: 'date', $gte: since },
        status: { $in: [...COUNTED] },
      },
    },
    {
      $group: { _id: '$groupId', intentAt: { $max: '$intentAt' }, holdsTopUntil: { $max: '$holdsTopUntil' } },
    },
  ]).session(tx);
  return new Map(rows.map(({ _id, ...last }) => [_id, last]));
}

interface PastIntent {
  chatId: ChatId | null;
  intentAt: Date;
  /** One, or the items of an album. */
  messages: number;
}

/** All intents since a time, whatever became of them, oldest first: what pacing has to know after a take-over. */
export async function intentsSince(since: Date): Promise<PastIntent[]> {
  const rows = await ScheduledPostModel.find(
    { intentAt: { $type: 'date', $gte: since } },
    { chatId: 1, intentAt: 1, 'payload.items.kind': 1, _id: 0 },
  )
    .sort({ intentAt: 1 })
    .lean<(Omit<PastIntent, 'messages'> & { payload: { items?: unknown[] } | null })[]>();
  return rows.map(({ chatId, intentAt, payload }) => ({
    chatId,
    intentAt,
    messages: payload?.items?.length ?? 1,
  }));
}

/** Posts that are on their way, with when they were let go. */
export function sendingPosts(): Promise<Pick<ScheduledPost, '_id' | 'groupId' | 'intentAt'>[]> {
  return ScheduledPostModel.find({ status: 'sending' }, { groupId: 1, intentAt: 1 }).lean<
    Pick<ScheduledPost, '_id' | 'groupId' | 'intentAt'>[]
  >();
}

/** Marks due posts with a token and the leader's epoch; answers those that were still free. It has no other effect. */
export async function claimPosts(
  ids: readonly PostId[],
  { token, epoch, until }: { token: string; epoch: number; until: Date },
): Promise<ScheduledPost[]> {
  await ScheduledPostModel.updateMany(
    { _id: { $in: [...ids] }, status: 'due' },
    { $set: { status: 'claimed', token, epoch, wakeAt: until }, $inc: { rev: 1 } },
    // For good, though it could be lost without harm: a snapshot need not show yet what is not, and the intent would miss it.
    { writeConcern: { w: 'majority' } },
  );
  step('claim.updated');
  return ScheduledPostModel.find({ _id: { $in: [...ids] }, status: 'claimed', token }).lean<
    ScheduledPost[]
  >();
}

/** Frees what leaders before claimed and never used; answers how many. */
export async function takeBackClaims(epoch: number): Promise<number> {
  const answer = await ScheduledPostModel.updateMany(
    { status: 'claimed', wakeAt: { $exists: true }, epoch: { $lt: epoch } },
    [{ $set: { status: 'due', token: null, wakeAt: '$dueAt', rev: { $add: ['$rev', 1] } } }],
    { updatePipeline: true },
  );
  return answer.modifiedCount;
}

/** Moves posts that cannot go now to the times (ms, UTC) at which they can, so that they fill no window until then. */
export async function postpone(turns: ReadonlyMap<PostId, number>): Promise<void> {
  if (turns.size === 0) return;
  await ScheduledPostModel.bulkWrite(
    [...turns].map(([_id, at]) => ({
      updateOne: { filter: { _id, status: 'due' }, update: { $set: { wakeAt: new Date(at) } } },
    })),
    { ordered: false },
  );
}

/** Says that a row of an older plan is part of the present one. */
export async function stampPlan(id: PostId, planRev: number, tx: Tx): Promise<void> {
  await ScheduledPostModel.updateOne({ _id: id }, { $set: { planRev } }, within(tx));
}

/** Removes a row that no plan wants any more. */
export async function deletePost(id: PostId, tx: Tx): Promise<void> {
  await ScheduledPostModel.deleteOne({ _id: id, status: 'claimed' }, within(tx));
}

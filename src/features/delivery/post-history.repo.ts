import { type Tx, within } from '@common/db/index.js';
import type { CampaignId, ChatId, CreativeId, GroupId, HistoryId, PostId, TakeDownId } from '@common/ids.js';
import { type PostAction, type PostHistory, PostHistoryModel } from '@common/models/index.js';

export type NewHistory = Pick<
  PostHistory,
  | 'postId'
  | 'campaignId'
  | 'groupId'
  | 'creativeId'
  | 'chatId'
  | 'messageId'
  | 'messageIds'
  | 'payload'
  | 'sentAt'
  | 'status'
  | 'reason'
  | 'actions'
>;

/** Writes what became of posts; a second try that succeeds replaces the first that failed. */
export async function writeHistory(entries: readonly NewHistory[], tx: Tx): Promise<void> {
  const postIds = entries.map(({ postId }) => postId);
  await PostHistoryModel.deleteMany({ postId: { $in: postIds }, status: 'failed' }, within(tx));
  await PostHistoryModel.insertMany(entries, within(tx));
}

/**
 * Entries with an action that is due, the longest waiting first: by the order of the index, for a sort of an array's
 * field would be done in memory.
 */
export function dueEntries(now: Date, limit: number): Promise<PostHistory[]> {
  return PostHistoryModel.find({ 'actions.nextAt': { $lte: now } })
    .hint({ 'actions.nextAt': 1 })
    .limit(limit)
    .lean<PostHistory[]>();
}

/** The time (ms, UTC) at which an action is due next after `now`. */
export async function nextActionAt(now: Date): Promise<number | undefined> {
  const first = await PostHistoryModel.findOne({ 'actions.nextAt': { $gt: now } }, { actions: 1 })
    .hint({ 'actions.nextAt': 1 })
    .lean<Pick<PostHistory, 'actions'>>();
  const times = first?.actions.map(({ nextAt }) => nextAt?.getTime() ?? 0).filter((at) => at > now.getTime());
  return times && Math.min(...times);
}

/** Changes an entry in its revision; false when it was changed meanwhile. */
export async function updateEntry(
  { _id, rev }: { _id: HistoryId; rev: number },
  change: Partial<Omit<PostHistory, '_id' | 'rev'>>,
  tx?: Tx,
): Promise<boolean> {
  const { modifiedCount } = await PostHistoryModel.updateOne(
    { _id, rev },
    { $set: change, $inc: { rev: 1 } },
    within(tx),
  );
  return modifiedCount === 1;
}

/** Lets a chat rest: nothing that is due there is tried before `until`. */
export async function postponeChat(chatId: ChatId, now: Date, until: Date): Promise<void> {
  await PostHistoryModel.updateMany(
    { chatId, 'actions.nextAt': { $lte: now } },
    { $set: { 'actions.$[due].nextAt': until }, $inc: { rev: 1 } },
    { arrayFilters: [{ 'due.nextAt': { $lte: now } }] },
  );
}

/** What still waits for something to be done in a chat. */
export function pendingInChat(chatId: ChatId, tx: Tx): Promise<PostHistory[]> {
  return PostHistoryModel.find({ chatId, 'actions.nextAt': { $exists: true } }, null, within(tx)).lean<
    PostHistory[]
  >();
}

/** What became of a post. */
export function findHistory(postId: PostId): Promise<PostHistory | null> {
  return PostHistoryModel.findOne({ postId }).lean<PostHistory>();
}

/** Our post with this message id in a chat. */
export function findByMessage(chatId: ChatId, messageId: number): Promise<PostHistory | null> {
  return PostHistoryModel.findOne({ chatId, messageIds: messageId }).lean<PostHistory>();
}

/** Plans something for the post with this message id that stands in a chat, unless it is planned; false: none is known. */
export async function planForMessage(
  chatId: ChatId,
  messageId: number,
  action: PostAction,
): Promise<boolean> {
  const { kind } = action;
  await PostHistoryModel.updateOne(
    {
      chatId,
      messageIds: messageId,
      status: 'sent',
      endedAt: null,
      actions: { $not: { $elemMatch: { kind, nextAt: { $exists: true } } } },
    },
    { $push: { actions: action }, $inc: { rev: 1 } },
  );
  return (await findByMessage(chatId, messageId)) !== null;
}

/** Messages of ours in a chat above an id, whatever became of them. */
export async function ourMessagesAbove(
  chatId: ChatId,
  messageId: number,
): Promise<{ id: number; at: number }[]> {
  const entries = await PostHistoryModel.find(
    { chatId, messageIds: { $gt: messageId } },
    { messageIds: 1, sentAt: 1 },
  ).lean<Pick<PostHistory, 'messageIds' | 'sentAt'>[]>();
  return entries.flatMap(({ messageIds, sentAt }) => messageIds.map((id) => ({ id, at: sentAt.getTime() })));
}

/** The newest posts of a group that Herald could not do to what it should, by what is written on an action. */
export function troubledEntries(
  groupId: GroupId,
  written: { 'actions.result.key': string } | { 'actions.attempts': { $gte: number } },
  limit: number,
): Promise<PostHistory[]> {
  return PostHistoryModel.find({ groupId, ...written })
    .sort({ sentAt: -1 })
    .limit(limit)
    .lean<PostHistory[]>();
}

/** Which posts: those of a creative, or of campaigns. */
export type PostsOf = { creativeId: CreativeId } | { campaignId: { $in: CampaignId[] } };

const STANDING = { status: 'sent', endedAt: null, messageId: { $ne: null } } as const;

/** What stands of them in the groups, as far as Herald knows. */
export function standingEntries(
  posts: PostsOf,
): Promise<Pick<PostHistory, 'groupId' | 'chatId' | 'sentAt'>[]> {
  return PostHistoryModel.find({ ...posts, ...STANDING }, { groupId: 1, chatId: 1, sentAt: 1 }).lean<
    Pick<PostHistory, 'groupId' | 'chatId' | 'sentAt'>[]
  >();
}

/** What stands of them and was not reached by this take-down yet. */
export function untouchedEntries(
  posts: PostsOf,
  takeDownId: TakeDownId,
  limit: number,
): Promise<PostHistory[]> {
  return PostHistoryModel.find({ ...posts, ...STANDING, takeDownId: { $ne: takeDownId } })
    .limit(limit)
    .lean<PostHistory[]>();
}

/** What a take-down has reached; the type is named for the index, which has no other values. */
export function entriesOfTakeDown(takeDownId: TakeDownId): Promise<PostHistory[]> {
  return PostHistoryModel.find({ takeDownId: { $eq: takeDownId, $type: 'string' } }).lean<PostHistory[]>();
}

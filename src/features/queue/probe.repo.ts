import { type Tx, within } from '@common/db/index.js';
import type { ChatId, GroupId, OutageId, PostId } from '@common/ids.js';
import { type PostStatus, type ScheduledPost, ScheduledPostModel } from '@common/models/index.js';

/** In its chat or not: for these a message may be found. */
const OPEN: readonly PostStatus[] = ['sending', 'uncertain', 'held'];

/** Whether messages of a chat have to be remembered, for a post of ours is on its way or being looked for. */
export async function isLookedIn(chatId: ChatId): Promise<boolean> {
  const found = await ScheduledPostModel.exists({ status: { $in: ['sending', 'uncertain'] }, chatId });
  return found !== null;
}

/** Posts of a group that may stand in it without anybody knowing under which id. */
export function openPostsIn(groupId: GroupId): Promise<ScheduledPost[]> {
  return ScheduledPostModel.find({ groupId, status: { $in: [...OPEN] } }).lean<ScheduledPost[]>();
}

/** Messages of a chat whose looks may be the prober's own doing, by the posts for which it touched them. */
export async function touchedIn(
  chatIds: readonly ChatId[],
  tx?: Tx,
): Promise<{ postId: PostId; chatId: ChatId | null; messageId: number }[]> {
  const posts = await ScheduledPostModel.find(
    { chatId: { $in: [...chatIds] }, 'probing.0': { $exists: true } },
    { chatId: 1, probing: 1 },
    within(tx),
  ).lean<Pick<ScheduledPost, '_id' | 'chatId' | 'probing'>[]>();
  return posts.flatMap(({ _id, chatId, probing }) =>
    probing.map((messageId) => ({ postId: _id, chatId, messageId })),
  );
}

/** The prober knows what became of its edit of a message. */
export async function endProbing(postId: PostId, messageId: number): Promise<void> {
  await ScheduledPostModel.updateOne({ _id: postId }, { $pull: { probing: messageId } });
}

/** A message looks as it should again, whoever touched it. */
export async function endTouching(chatId: ChatId, messageId: number, tx: Tx): Promise<void> {
  await ScheduledPostModel.updateMany(
    { chatId, 'probing.0': { $exists: true }, probing: messageId },
    { $pull: { probing: messageId } },
    within(tx),
  );
}

/** A held post of about the same time: the same outage. `spanMs`: how far apart their intents may be. */
export function heldNear(at: Date, spanMs: number, tx: Tx): Promise<ScheduledPost | null> {
  const [from, to] = [new Date(at.getTime() - spanMs), new Date(at.getTime() + spanMs)];
  return ScheduledPostModel.findOne(
    { status: 'held', outageId: { $ne: null }, intentAt: { $gte: from, $lte: to } },
    null,
    within(tx),
  ).lean<ScheduledPost>();
}

/** The posts of one outage, by their time. */
export async function postsOfOutage(outageId: OutageId): Promise<ScheduledPost[]> {
  const posts = await ScheduledPostModel.find({ outageId: { $eq: outageId, $type: 'string' } }).lean<
    ScheduledPost[]
  >();
  return posts.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}

import { type Tx, within } from '@common/db/index.js';
import type { ChatId, PostId } from '@common/ids.js';
import { type PostHistory, PostHistoryModel } from '@common/models/index.js';

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
>;

/** Writes what became of a post; a second try that succeeds replaces the first that failed. */
export async function writeHistory(entry: NewHistory, tx: Tx): Promise<void> {
  await PostHistoryModel.deleteOne({ postId: entry.postId, status: 'failed' }, within(tx));
  await PostHistoryModel.create([entry], within(tx));
}

/** Newest first. */
export function listHistory(limit: number): Promise<PostHistory[]> {
  return PostHistoryModel.find().sort({ sentAt: -1, _id: -1 }).limit(limit).lean<PostHistory[]>();
}

export function historyOfPost(postId: PostId): Promise<PostHistory | null> {
  return PostHistoryModel.findOne({ postId }).lean<PostHistory>();
}

/** The post behind a message in a chat, if it is one of ours. */
export function historyOfMessage(chatId: ChatId, messageId: number): Promise<PostHistory | null> {
  return PostHistoryModel.findOne({ chatId, messageIds: messageId }).lean<PostHistory>();
}

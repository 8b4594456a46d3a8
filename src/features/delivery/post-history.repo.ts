import { type Tx, within } from '@common/db/index.js';
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

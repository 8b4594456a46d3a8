import { SeenMessageModel } from '@common/db/collections/index.js';
import type { ChatId } from '@common/ids.js';

export interface Seen {
  chatId: ChatId;
  messageId: number;
  /** Telegram's date of it. */
  at: Date;
}

/** Keeps that a message is no post of the queue. */
export async function noteSeen({ chatId, messageId, at }: Seen, notedAt: Date): Promise<void> {
  await SeenMessageModel.updateOne(
    { _id: `${chatId}:${messageId}` },
    { $setOnInsert: { chatId, messageId, at, notedAt } },
    { upsert: true },
  );
}

/** What was seen in a chat above an id. */
export async function seenAbove(chatId: ChatId, messageId: number): Promise<{ id: number; at: number }[]> {
  const rows = await SeenMessageModel.find({ chatId, messageId: { $gt: messageId } }).lean();
  return rows.map((row) => ({ id: row.messageId, at: row.at.getTime() }));
}

export async function wasSeen(chatId: ChatId, messageId: number): Promise<boolean> {
  return (await SeenMessageModel.exists({ chatId, messageId })) !== null;
}

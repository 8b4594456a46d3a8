import type { ChatId } from '@common/ids.js';
import { model, Schema } from 'mongoose';

/**
 * A message in a group that is certainly no post of the queue: somebody else's, or one that Herald sent beside its
 * posts. Kept for chats in which a post is being looked for.
 */
export interface SeenMessage {
  /** `chatId:messageId` */
  _id: string;
  chatId: ChatId;
  messageId: number;
  /** Telegram's date of it. */
  at: Date;
  notedAt: Date;
}

const KEPT_S = 3 * 86_400;

const schema = new Schema<SeenMessage>(
  {
    _id: { type: String, required: true },
    chatId: { type: Number, required: true },
    messageId: { type: Number, required: true },
    at: { type: Date, required: true },
    notedAt: { type: Date, required: true },
  },
  { versionKey: false, strict: 'throw' },
);

// What was seen in a chat above an id.
schema.index({ chatId: 1, messageId: 1 });
schema.index({ notedAt: 1 }, { expireAfterSeconds: KEPT_S });

export const SeenMessageModel = model<SeenMessage>('seen-message', schema);

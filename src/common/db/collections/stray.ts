import type { ChatId, Id, PostId } from '@common/ids.js';
import { model } from 'mongoose';
import { documentSchema, idField, revField } from '../../models/schema.js';

export type StrayId = Id<'stray'>;

/** A message that arrived for a post which was settled otherwise meanwhile: the ad may stand twice. */
export interface Stray {
  _id: StrayId;
  postId: PostId;
  chatId: ChatId;
  messageId: number;
  /** When Herald learned of it. */
  at: Date;
  /** A person has decided what becomes of it; absent until then. */
  settledAt?: Date;
  createdBy: null;
  rev: number;
}

const KEPT_S = 30 * 86_400;

const schema = documentSchema<Stray>({
  postId: idField,
  chatId: { type: Number, required: true },
  messageId: { type: Number, required: true },
  at: { type: Date, required: true },
  settledAt: { type: Date },
  createdBy: { type: String, default: null },
  rev: revField,
});

// The same proof may come twice.
schema.index({ chatId: 1, messageId: 1 }, { unique: true });
// What waits for a person.
schema.index({ settledAt: 1, at: 1 });
schema.index({ settledAt: 1 }, { expireAfterSeconds: KEPT_S });

export const StrayModel = model<Stray>('stray', schema);

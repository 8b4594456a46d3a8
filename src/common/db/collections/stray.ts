import type { Message } from '@common/i18n/index.js';
import type { ChatId, Id, PostId, UserId } from '@common/ids.js';
import { model, Schema } from 'mongoose';
import { documentSchema, idField, optionalId, revField } from '../../models/schema.js';

export type StrayId = Id<'stray'>;

const STRAY_OUTCOMES = ['deleted', 'kept', 'by-hand'] as const;

/** A message that arrived for a post which was settled otherwise meanwhile: the ad may stand twice. */
export interface Stray {
  _id: StrayId;
  postId: PostId;
  chatId: ChatId;
  messageId: number;
  /** The others, of an album. */
  others: number[];
  /** When Herald learned of it. */
  at: Date;
  /** A person has decided what becomes of it; absent until then. */
  settledAt?: Date;
  outcome: (typeof STRAY_OUTCOMES)[number] | null;
  settledBy: UserId | null;
  /** Who wanted it deleted last. */
  askedBy: UserId | null;
  /** Why Telegram did not delete it. */
  trouble: Message | null;
  /** Whoever scheduled the post. */
  createdBy: UserId | null;
  rev: number;
}

const KEPT_S = 30 * 86_400;

const schema = documentSchema<Stray>({
  postId: idField,
  chatId: { type: Number, required: true },
  messageId: { type: Number, required: true },
  others: { type: [Number], default: [] },
  at: { type: Date, required: true },
  settledAt: { type: Date },
  outcome: { type: String, default: null, enum: [...STRAY_OUTCOMES, null] },
  settledBy: optionalId,
  askedBy: optionalId,
  trouble: { type: Schema.Types.Mixed, default: null },
  createdBy: optionalId,
  rev: revField,
});

// The same proof may come twice.
schema.index({ chatId: 1, messageId: 1 }, { unique: true });
// What waits for a person.
schema.index({ settledAt: 1, at: 1 });
schema.index({ settledAt: 1 }, { expireAfterSeconds: KEPT_S });

export const StrayModel = model<Stray>('stray', schema);

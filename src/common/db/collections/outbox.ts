import type { Id, TelegramUserId } from '@common/ids.js';
import { model } from 'mongoose';
import { documentSchema } from '../../models/schema.js';

export const OUTBOX_STATUSES = ['waiting', 'sending', 'sent', 'failed'] as const;

/** A card to a person, written in the transaction of what it tells; sent at most once. */
export interface OutboxRow {
  _id: Id<'outbox'>;
  telegramId: TelegramUserId;
  /** What it tells, e.g. `deal.proposed`. */
  kind: string;
  thingId: string;
  thingRev: number;
  status: (typeof OUTBOX_STATUSES)[number];
  /** Due for sending, or for turning a sent card into the thing's present state; absent when nothing is to do. */
  wakeAt?: Date;
  /** Where it stands, once sent. */
  messageId: number | null;
}

const schema = documentSchema<OutboxRow>({
  telegramId: { type: Number, required: true },
  kind: { type: String, required: true },
  thingId: { type: String, required: true },
  thingRev: { type: Number, required: true },
  status: { type: String, required: true, enum: OUTBOX_STATUSES, default: 'waiting' },
  wakeAt: { type: Date },
  messageId: { type: Number, default: null },
});

// A cause that is told twice is one card.
schema.index({ telegramId: 1, kind: 1, thingId: 1, thingRev: 1 }, { unique: true });
// What is to be sent or refreshed.
schema.index({ wakeAt: 1, _id: 1 }, { partialFilterExpression: { wakeAt: { $exists: true } } });
// All cards of a thing.
schema.index({ kind: 1, thingId: 1 });

export const OutboxModel = model<OutboxRow>('outbox', schema, 'outbox');

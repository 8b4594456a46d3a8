import type { Id, UserId } from '@common/ids.js';
import { model, Schema } from 'mongoose';
import { documentSchema } from '../../models/schema.js';

/** What a reversible act changed, for as long as it can be taken back. */
export interface UndoRow {
  _id: Id<'undo'>;
  userId: UserId;
  action: string;
  thingId: string;
  thingRev: number;
  before: Record<string, unknown>;
  expiresAt: Date;
}

const schema = documentSchema<UndoRow>({
  userId: { type: String, required: true },
  action: { type: String, required: true },
  thingId: { type: String, required: true },
  thingRev: { type: Number, required: true },
  before: { type: Schema.Types.Mixed, required: true },
  expiresAt: { type: Date, required: true },
});

schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const UndoModel = model<UndoRow>('undo', schema, 'undo');

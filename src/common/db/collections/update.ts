import type { Update } from '@grammyjs/types';
import { model, Schema } from 'mongoose';

/** An update of Telegram's, kept before it is confirmed. */
export interface UpdateRow {
  /** Telegram's update_id. */
  _id: number;
  /** Gone once it was handled. */
  body?: Update;
  receivedAt: Date;
  /** Absent until its handler has ended. */
  handledAt?: Date;
}

const KEPT_S = 3 * 86_400;

const schema = new Schema<UpdateRow>(
  {
    _id: { type: Number, required: true },
    body: { type: Schema.Types.Mixed },
    receivedAt: { type: Date, required: true },
    handledAt: { type: Date },
  },
  { versionKey: false, strict: 'throw', minimize: false },
);

// After a start: what has been received and not handled?
schema.index({ handledAt: 1, _id: 1 });
schema.index({ receivedAt: 1 }, { expireAfterSeconds: KEPT_S });

export const UpdateModel = model<UpdateRow>('update', schema);

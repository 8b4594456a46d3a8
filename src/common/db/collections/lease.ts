import { model, Schema } from 'mongoose';

/** A named lock: who holds it, until when by the database's clock. */
export interface LeaseRow {
  _id: string;
  holder: string | null;
  expiresAt: Date;
  /** Grows at each take-over. */
  epoch: number;
  /** Written by what must conflict with a take-over. */
  intents: number;
}

export const LeaseModel = model<LeaseRow>(
  'lease',
  new Schema<LeaseRow>(
    {
      _id: { type: String, required: true },
      holder: { type: String, default: null },
      expiresAt: { type: Date, required: true },
      epoch: { type: Number, default: 0 },
      intents: { type: Number, default: 0 },
    },
    { versionKey: false, strict: 'throw' },
  ),
);

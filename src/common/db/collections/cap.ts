import { model, Schema } from 'mongoose';

/** How many posts were counted against one limit in one period; made before the transaction that counts. */
export interface Cap {
  /** `scope|id|period`, e.g. `group|<id>|2026-11-27`. */
  _id: string;
  n: number;
  /** mongod cleans up after the period. */
  expiresAt: Date;
}

const schema = new Schema<Cap>(
  {
    _id: { type: String, required: true },
    n: { type: Number, required: true, default: 0, min: 0 },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false, strict: 'throw' },
);

schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const CapModel = model<Cap>('cap', schema);

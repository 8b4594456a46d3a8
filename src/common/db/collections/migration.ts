import { model, Schema } from 'mongoose';

/** A migration that was carried out. */
export interface MigrationRow {
  _id: number;
  name: string;
  doneAt: Date;
}

export const MigrationModel = model<MigrationRow>(
  'migration',
  new Schema<MigrationRow>(
    {
      _id: { type: Number, required: true },
      name: { type: String, required: true },
      doneAt: { type: Date, required: true },
    },
    { versionKey: false, strict: 'throw' },
  ),
);

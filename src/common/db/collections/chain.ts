import { model, Schema } from 'mongoose';

/** A place in the chain: everything up to it hangs on this hash. */
export interface ChainLink {
  sequence: number;
  hash: string;
}

/** Where the audit log's chain ends, and where it begins since entries were removed. One document. */
export interface ChainRow extends ChainLink {
  _id: 'audit';
  /** The epoch of the leader that sealed last: one before it seals nothing any more. */
  epoch: number;
  /** The last entry that was removed because of its age; null: none was. */
  checkpoint: (ChainLink & { at: Date }) | null;
}

const link = { sequence: { type: Number, required: true }, hash: { type: String, required: true } };

export const ChainModel = model<ChainRow>(
  'chain',
  new Schema<ChainRow>(
    {
      _id: { type: String, required: true, enum: ['audit'] },
      ...link,
      epoch: { type: Number, required: true },
      checkpoint: {
        type: new Schema({ ...link, at: { type: Date, required: true } }, { _id: false, strict: 'throw' }),
        default: null,
      },
    },
    { versionKey: false, strict: 'throw' },
  ),
);

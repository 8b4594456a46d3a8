import type { ModelId, UserId } from '@common/ids.js';
import { type HydratedDocument, model } from 'mongoose';
import { documentSchema, httpUrl, idField, nameField, ownedFields, stampField } from './schema.js';

export const MODEL_STATUSES = ['active', 'paused', 'archived'] as const;

/** An OnlyFans creator; "Creator" on screen. */
export interface Creator {
  _id: ModelId;
  name: string;
  handle: string | null;
  url: string;
  status: (typeof MODEL_STATUSES)[number];
  /** When somebody saw the proof of age. */
  verified18At: Date | null;
  /** ISO 3166 alpha-2 codes where it may be advertised, with a minus where it may not; empty is everywhere. */
  geos: string[];
  notes: string;
  /** Since when nothing of it is posted, and what stood of it was taken away. */
  takenDownAt: Date | null;
  createdBy: UserId;
  rev: number;
}

export type CreatorDocument = HydratedDocument<Creator>;

const schema = documentSchema<Creator>({
  name: nameField,
  handle: { type: String, default: null, maxlength: 100 },
  url: { ...httpUrl, required: true },
  status: { type: String, required: true, enum: MODEL_STATUSES, default: 'active' },
  verified18At: { type: Date, default: null },
  geos: { type: [{ type: String, match: /^-?[A-Z]{2}$/ }], default: [] },
  notes: { type: String, default: '', maxlength: 2000 },
  takenDownAt: stampField,
  ...ownedFields,
  createdBy: idField,
});

// The list of creators, by name.
schema.index({ status: 1, name: 1, _id: 1 });

export const CreatorModel = model<Creator>('model', schema);

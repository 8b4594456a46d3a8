import type { CasinoId, UserId } from '@common/ids.js';
import { RISK_LEVELS, type RiskLevel } from '@common/risk-level.js';
import { type HydratedDocument, model } from 'mongoose';
import { documentSchema, httpUrl, idField, nameField, ownedFields, stampField } from './schema.js';

export const CASINO_STATUSES = ['active', 'paused', 'archived'] as const;

/** A casino brand. */
export interface Casino {
  _id: CasinoId;
  brand: string;
  url: string;
  riskLevel: RiskLevel;
  /** Each begins with the country that gave it, e.g. `MT MGA/B2C/123`. */
  licences: string[];
  /** ISO 3166 alpha-2 codes where it may be advertised, with a minus where it may not; empty is everywhere. */
  geos: string[];
  status: (typeof CASINO_STATUSES)[number];
  /** Since when nothing of it is posted, and what stood of it was taken away. */
  takenDownAt: Date | null;
  createdBy: UserId;
  rev: number;
}

export type CasinoDocument = HydratedDocument<Casino>;

const schema = documentSchema<Casino>({
  brand: nameField,
  url: { ...httpUrl, required: true },
  riskLevel: { type: String, required: true, enum: RISK_LEVELS, default: 'medium' },
  licences: { type: [{ type: String, maxlength: 100 }], default: [] },
  geos: { type: [{ type: String, match: /^-?[A-Z]{2}$/ }], default: [] },
  status: { type: String, required: true, enum: CASINO_STATUSES, default: 'active' },
  takenDownAt: stampField,
  ...ownedFields,
  createdBy: idField,
});

// The list of casinos, by brand.
schema.index({ status: 1, brand: 1, _id: 1 });

export const CasinoModel = model<Casino>('casino', schema);

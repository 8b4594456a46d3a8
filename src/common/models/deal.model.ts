import type { CasinoId, DealId, ModelId, UserId } from '@common/ids.js';
import type { Currency, Minor, Money } from '@common/money.js';
import { type HydratedDocument, model } from 'mongoose';
import { countField, documentSchema, idField, moneyFields, optionalId, ownedFields, part } from './schema.js';

export const DEAL_KINDS = ['cpc', 'cpm', 'cpa', 'revshare', 'flat', 'hybrid'] as const;
export const DEAL_STATUSES = ['proposed', 'in-force', 'rejected', 'ended'] as const;
export type DealKind = (typeof DEAL_KINDS)[number];
export type DealStatus = (typeof DEAL_STATUSES)[number];

/** What is paid: an amount for each (click, thousand views, action, the whole) and a share in percent. */
export interface DealTerms {
  minor: Minor | null;
  sharePercent: number | null;
}

export interface Approval {
  userId: UserId;
  decision: 'approved' | 'rejected';
  at: Date;
  /** Of the terms that the person saw. */
  termsHash: string;
  note: string | null;
}

export interface Payment extends Money {
  at: Date;
  note: string | null;
  by: UserId;
}

/** Who pays what for what. */
export interface Deal {
  _id: DealId;
  modelId: ModelId | null;
  casinoId: CasinoId | null;
  kind: DealKind;
  terms: DealTerms;
  currency: Currency;
  period: { from: Date | null; to: Date | null };
  caps: { daily: number | null; total: number | null };
  /** Who counts the views of a cpm deal. */
  viewSource: 'manual' | 'partner' | null;
  status: DealStatus;
  approvals: Approval[];
  /** SHA-256 over brand, kind, terms, currency, period and caps: an edit voids approvals. */
  termsHash: string;
  payments: Payment[];
  createdBy: UserId;
  createdAt: Date;
  rev: number;
}

export type DealDocument = HydratedDocument<Deal>;

const approval = part({
  userId: idField,
  decision: { type: String, required: true, enum: ['approved', 'rejected'] },
  at: { type: Date, required: true },
  termsHash: { type: String, required: true },
  note: { type: String, default: null, maxlength: 500 },
});

const payment = part({
  ...moneyFields,
  at: { type: Date, required: true },
  note: { type: String, default: null, maxlength: 500 },
  by: idField,
});

const schema = documentSchema<Deal>({
  modelId: optionalId,
  casinoId: optionalId,
  kind: { type: String, required: true, enum: DEAL_KINDS },
  terms: {
    type: part({
      minor: countField(1),
      sharePercent: { type: Number, default: null, min: 0, max: 100 },
    }),
    required: true,
  },
  currency: { type: String, required: true, match: /^[A-Z]{3}$/ },
  period: {
    type: part({ from: { type: Date, default: null }, to: { type: Date, default: null } }),
    default: {},
  },
  caps: { type: part({ daily: countField(1), total: countField(1) }), default: {} },
  viewSource: { type: String, enum: ['manual', 'partner', null], default: null },
  status: { type: String, required: true, enum: DEAL_STATUSES, default: 'proposed' },
  approvals: { type: [approval], default: [] },
  termsHash: { type: String, required: true, match: /^[0-9a-f]{64}$/ },
  payments: { type: [payment], default: [] },
  ...ownedFields,
  createdBy: idField,
});

// The list of deals, newest first; those of one brand.
schema.index({ status: 1, _id: -1 });
schema.index({ modelId: 1, status: 1 });
schema.index({ casinoId: 1, status: 1 });

export const DealModel = model<Deal>('deal', schema);

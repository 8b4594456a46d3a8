import { CAMPAIGN_TYPES, type CampaignType } from '@common/campaign-type.js';
import type { CampaignId, CasinoId, CreativeId, DealId, GroupId, ModelId, UserId } from '@common/ids.js';
import type { Money } from '@common/money.js';
import { type HydratedDocument, model, Schema } from 'mongoose';
import { type Schedule, schedulePart } from './schedule.js';
import {
  countField,
  documentSchema,
  httpUrl,
  idField,
  moneyPart,
  nameField,
  optionalId,
  ownedFields,
  part,
  stampField,
} from './schema.js';

export const CAMPAIGN_STATUSES = ['draft', 'waiting', 'active', 'paused', 'ended', 'archived'] as const;
export type { CampaignType };
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

export const DELIVERY_RULES = ['1/24', '2/48', '3/72', 'none'] as const;

/** How a post stands: hours alone on top, hours until it is deleted, pinned or not, with a sound or not. */
export interface Placement {
  rule: (typeof DELIVERY_RULES)[number];
  topHours: number | null;
  deleteAfterHours: number | null;
  pin: boolean;
  silent: boolean;
}

/** Totals of the posts' figures; null is unknown, never zero. */
export interface Performance {
  views: number | null;
  clicks: number | null;
  /** Clicks by views, only where both are known. */
  ctr: number | null;
  revenue: Money[];
}

/** What is advertised, where, when, and under which limits. */
export interface Campaign {
  _id: CampaignId;
  name: string;
  type: CampaignType;
  status: CampaignStatus;
  /** The higher one wins a place that two posts want. */
  priority: number;
  targetGroups: GroupId[];
  creatives: CreativeId[];
  /** Weight of each creative in the rotation; 1 where none is given. */
  creativeWeights: Record<string, number>;
  schedule: Schedule | null;
  /** Grows with each edit of schedule, groups or creatives. */
  planRev: number;
  planChangedAt: Date | null;
  /** Up to here the planner has materialised occurrences. */
  plannedUntil: Date | null;
  placement: Placement;
  /** Posts in each group, by the campaign's days and ISO weeks; total over all. */
  limits: { daily: number | null; weekly: number | null; total: number | null };
  performance: Performance;
  modelId: ModelId | null;
  casinoId: CasinoId | null;
  dealId: DealId | null;
  landingUrl: string;
  promo: { code: string; validUntil: Date | null } | null;
  /** Since when nothing of it is posted, and what stood of it was taken away. */
  takenDownAt: Date | null;
  createdBy: UserId;
  createdAt: Date;
  rev: number;
}

export type CampaignDocument = HydratedDocument<Campaign>;

const limit = countField(1);
const figure = { type: Number, default: null, min: 0 };

const schema = documentSchema<Campaign>({
  name: nameField,
  type: { type: String, required: true, enum: CAMPAIGN_TYPES },
  status: { type: String, required: true, enum: CAMPAIGN_STATUSES, default: 'draft' },
  priority: { type: Number, default: 0 },
  targetGroups: { type: [idField], default: [] },
  creatives: { type: [idField], default: [] },
  creativeWeights: { type: Schema.Types.Mixed, default: {} },
  schedule: { type: schedulePart, default: null },
  planRev: { type: Number, default: 0 },
  planChangedAt: { type: Date, default: null },
  plannedUntil: { type: Date, default: null },
  placement: {
    type: part({
      rule: { type: String, enum: DELIVERY_RULES, default: 'none' },
      topHours: countField(1),
      deleteAfterHours: countField(1),
      pin: { type: Boolean, default: false },
      silent: { type: Boolean, default: false },
    }),
    default: {},
  },
  limits: { type: part({ daily: limit, weekly: limit, total: limit }), default: {} },
  performance: {
    type: part({
      views: figure,
      clicks: figure,
      ctr: figure,
      revenue: { type: [moneyPart], default: [] },
    }),
    default: {},
  },
  modelId: optionalId,
  casinoId: optionalId,
  dealId: optionalId,
  landingUrl: { ...httpUrl, required: true },
  promo: {
    type: part({
      code: { type: String, required: true, maxlength: 64 },
      validUntil: { type: Date, default: null },
    }),
    default: null,
  },
  takenDownAt: stampField,
  ...ownedFields,
  createdBy: idField,
});

// The list of campaigns, newest first.
schema.index({ status: 1, _id: -1 });
// The planner: active campaigns that are behind.
schema.index({ status: 1, plannedUntil: 1 });
// "Campaigns of this brand, deal, creative, group".
schema.index({ modelId: 1, _id: -1 });
schema.index({ casinoId: 1, _id: -1 });
schema.index({ dealId: 1, status: 1 });
schema.index({ creatives: 1 });
schema.index({ targetGroups: 1 });

export const CampaignModel = model<Campaign>('campaign', schema);

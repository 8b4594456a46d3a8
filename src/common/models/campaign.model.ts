import type { CampaignId, CasinoId, CreativeId, DealId, GroupId, ModelId, UserId } from '@common/ids.js';
import type { Money } from '@common/money.js';
import type { LocalTime } from '@common/time.js';
import { type HydratedDocument, model, Schema } from 'mongoose';
import {
  documentSchema,
  httpUrl,
  idField,
  moneyPart,
  nameField,
  optionalId,
  ownedFields,
  part,
} from './schema.js';

export const CAMPAIGN_TYPES = ['onlyfans', 'casino'] as const;
export const CAMPAIGN_STATUSES = ['draft', 'waiting', 'active', 'paused', 'ended', 'archived'] as const;
export type CampaignType = (typeof CAMPAIGN_TYPES)[number];
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** Rules of one wall clock: times are `HH:MM`, weekdays 1 (Monday) to 7. */
export type Recurrence =
  | { kind: 'once'; at: LocalTime }
  | { kind: 'daily'; times: string[] }
  | { kind: 'weekly'; weekdays: number[]; times: string[] }
  | { kind: 'every'; n: number; unit: 'hours' | 'days' | 'weeks' }
  | { kind: 'monthly'; day: number; times: string[] }
  | { kind: 'cron'; expression: string };

export const RECURRENCE_KINDS = ['once', 'daily', 'weekly', 'every', 'monthly', 'cron'] as const;

/** When a campaign posts: nominal wall-clock times in an IANA zone. */
export interface Schedule {
  zone: string;
  rule: Recurrence;
  start: LocalTime | null;
  end: LocalTime | null;
  /** At most so many occurrences. */
  count: number | null;
  exceptions: { nominal: LocalTime; movedTo: LocalTime | null }[];
}

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
  createdBy: UserId;
  createdAt: Date;
  rev: number;
}

export type CampaignDocument = HydratedDocument<Campaign>;

const exception = part({
  nominal: { type: String, required: true },
  movedTo: { type: String, default: null },
});

const schedule = part({
  zone: { type: String, required: true },
  // A union of shapes, which the campaigns room reads and writes through its own schema.
  rule: { type: Schema.Types.Mixed, required: true, validate: hasKnownKind },
  start: { type: String, default: null },
  end: { type: String, default: null },
  count: { type: Number, default: null, min: 1 },
  exceptions: { type: [exception], default: [] },
});

function hasKnownKind(rule: { kind?: unknown }): boolean {
  return RECURRENCE_KINDS.some((kind) => kind === rule.kind);
}

const limit = { type: Number, default: null, min: 1 };
const figure = { type: Number, default: null, min: 0 };

const schema = documentSchema<Campaign>({
  name: nameField,
  type: { type: String, required: true, enum: CAMPAIGN_TYPES },
  status: { type: String, required: true, enum: CAMPAIGN_STATUSES, default: 'draft' },
  priority: { type: Number, default: 0 },
  targetGroups: { type: [idField], default: [] },
  creatives: { type: [idField], default: [] },
  creativeWeights: { type: Schema.Types.Mixed, default: {} },
  schedule: { type: schedule, default: null },
  planRev: { type: Number, default: 0 },
  planChangedAt: { type: Date, default: null },
  plannedUntil: { type: Date, default: null },
  placement: {
    type: part({
      rule: { type: String, enum: DELIVERY_RULES, default: 'none' },
      topHours: { type: Number, default: null },
      deleteAfterHours: { type: Number, default: null },
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

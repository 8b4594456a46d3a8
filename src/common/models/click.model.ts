import type {
  CampaignId,
  CasinoId,
  ClickId,
  CreativeId,
  DealId,
  GroupId,
  ModelId,
  PostId,
} from '@common/ids.js';
import type { Money } from '@common/money.js';
import { type HydratedDocument, model } from 'mongoose';
import { documentSchema, idField, moneyPart, optionalId, part } from './schema.js';

export const CLICK_KINDS = ['click', 'conversion'] as const;
export const CONVERSION_STATUSES = ['hold', 'approved', 'rejected', 'chargeback'] as const;
export type ConversionStatus = (typeof CONVERSION_STATUSES)[number];

/** A visit through a tracked link, or what the partner reports of it. Clicks may age out, conversions never. */
export interface Click {
  _id: ClickId;
  kind: (typeof CLICK_KINDS)[number];
  postId: PostId;
  campaignId: CampaignId;
  groupId: GroupId;
  creativeId: CreativeId;
  brandId: ModelId | CasinoId;
  dealId: DealId | null;
  clickId: string;
  at: Date;
  /** Salted anew each day: tells uniques of a day, and nothing else. */
  visitorHash: string | null;
  bot: boolean;
  /** Of a conversion: the partner's transaction and what happened in it. */
  txId: string | null;
  event: string | null;
  status: ConversionStatus | null;
  history: { status: ConversionStatus; at: Date }[];
  payout: Money | null;
}

export type ClickDocument = HydratedDocument<Click>;

const status = { type: String, enum: CONVERSION_STATUSES };

const schema = documentSchema<Click>({
  kind: { type: String, required: true, enum: CLICK_KINDS },
  postId: idField,
  campaignId: idField,
  groupId: idField,
  creativeId: idField,
  brandId: idField,
  dealId: optionalId,
  clickId: { type: String, required: true },
  at: { type: Date, required: true },
  visitorHash: { type: String, default: null },
  bot: { type: Boolean, default: false },
  txId: { type: String, default: null },
  event: { type: String, default: null },
  status: { type: String, enum: [...CONVERSION_STATUSES, null], default: null },
  history: {
    type: [part({ status: { ...status, required: true }, at: { type: Date, required: true } })],
    default: [],
  },
  payout: { type: moneyPart, default: null },
});

// A postback told twice is one conversion.
schema.index(
  { txId: 1, brandId: 1, event: 1 },
  { unique: true, partialFilterExpression: { kind: 'conversion', txId: { $type: 'string' } } },
);
// A postback names its click; a click that is appended twice is one.
schema.index({ clickId: 1, kind: 1 }, { unique: true, partialFilterExpression: { kind: 'click' } });
// Reports by post, campaign, group and time.
schema.index({ postId: 1, kind: 1, at: 1 });
schema.index({ campaignId: 1, kind: 1, at: 1 });
schema.index({ groupId: 1, kind: 1, at: 1 });

export const ClickModel = model<Click>('click', schema);

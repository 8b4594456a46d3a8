import type { Message } from '@common/i18n/index.js';
import type { CampaignId, ChatId, CreativeId, GroupId, HistoryId, PostId, TakeDownId } from '@common/ids.js';
import type { Money } from '@common/money.js';
import { type HydratedDocument, model, Schema } from 'mongoose';
import type { Payload } from './scheduled-post.model.js';
import { documentSchema, idField, moneyPart, optionalId, part, revField } from './schema.js';

export const HISTORY_STATUSES = ['sent', 'failed', 'deleted'] as const;
export const POST_ACTIONS = ['pin', 'unpin', 'delete', 'end', 'restore', 'dress', 'check'] as const;
export const METRICS = ['views', 'clicks', 'reactions', 'replies'] as const;
export type Metric = (typeof METRICS)[number];

/** Something that is done, or was done, to a post after it was sent. */
export interface PostAction {
  kind: (typeof POST_ACTIONS)[number];
  /** When it is due; absent once nothing more will be tried. */
  nextAt?: Date;
  doneAt: Date | null;
  /** Tries that Telegram refused or left unanswered. */
  attempts: number;
  /** What there is to say of it beside that it was done, e.g. why it was given up. */
  result: Message | null;
}

/** What became of a post in its chat. */
export interface PostHistory {
  _id: HistoryId;
  postId: PostId;
  campaignId: CampaignId;
  groupId: GroupId;
  creativeId: CreativeId;
  /** Frozen at the send: a group that migrates gets another id, in which these message ids mean nothing. */
  chatId: ChatId | null;
  /** The first of an album. */
  messageId: number | null;
  messageIds: number[];
  payload: Payload | null;
  sentAt: Date;
  /** A number, or null where nobody knows. */
  metrics: Record<Metric, number | null>;
  /** Who says so, for each figure that is known. */
  metricSources: Partial<Record<Metric, string>>;
  revenue: Money[];
  status: (typeof HISTORY_STATUSES)[number];
  /** Why it failed, for people. */
  reason: Message | null;
  actions: PostAction[];
  /** Since when its text, buttons and media are replaced by a notice that it is over. */
  endedAt: Date | null;
  /** The take-down that reached it last. */
  takeDownId: TakeDownId | null;
  rev: number;
}

export type PostHistoryDocument = HydratedDocument<PostHistory>;

const figure = { type: Number, default: null, min: 0 };

const schema = documentSchema<PostHistory>({
  postId: idField,
  campaignId: idField,
  groupId: idField,
  creativeId: idField,
  chatId: { type: Number, default: null, immutable: true },
  messageId: { type: Number, default: null },
  messageIds: { type: [Number], default: [] },
  payload: { type: Schema.Types.Mixed, default: null },
  sentAt: { type: Date, required: true },
  metrics: { type: part({ views: figure, clicks: figure, reactions: figure, replies: figure }), default: {} },
  metricSources: {
    type: part({ views: String, clicks: String, reactions: String, replies: String }),
    default: {},
  },
  revenue: { type: [moneyPart], default: [] },
  status: { type: String, required: true, enum: HISTORY_STATUSES },
  reason: { type: Schema.Types.Mixed, default: null },
  actions: {
    type: [
      part({
        kind: { type: String, required: true, enum: POST_ACTIONS },
        nextAt: { type: Date },
        doneAt: { type: Date, default: null },
        attempts: { type: Number, default: 0, min: 0 },
        result: { type: Schema.Types.Mixed, default: null },
      }),
    ],
    default: [],
  },
  endedAt: { type: Date, default: null },
  takeDownId: optionalId,
  rev: revField,
});

// One entry a post, however often its acknowledgement is written.
schema.index({ postId: 1 }, { unique: true });
// The history's screen, newest first; of one campaign, of one group.
schema.index({ sentAt: -1, _id: -1 });
schema.index({ campaignId: 1, sentAt: -1 });
schema.index({ groupId: 1, sentAt: -1 });
// An update about a message: is it one of ours?
schema.index({ chatId: 1, messageIds: 1 });
// Actions that are due.
schema.index({ 'actions.nextAt': 1 }, { partialFilterExpression: { 'actions.nextAt': { $exists: true } } });
// What stands of a creative, of a campaign.
schema.index({ creativeId: 1, _id: 1 }, { partialFilterExpression: { status: 'sent' } });
schema.index({ campaignId: 1, _id: 1 }, { partialFilterExpression: { status: 'sent' } });
// How far a take-down has come.
schema.index({ takeDownId: 1 }, { partialFilterExpression: { takeDownId: { $type: 'string' } } });

export const PostHistoryModel = model<PostHistory>('post-history', schema, 'post-history');

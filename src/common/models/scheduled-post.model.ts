import type { Message } from '@common/i18n/index.js';
import type { CampaignId, ChatId, CreativeId, GroupId, OutageId, PostId, UserId } from '@common/ids.js';
import type { InlineKeyboardMarkup, MessageEntity } from '@grammyjs/types';
import { type HydratedDocument, model, Schema } from 'mongoose';
import { documentSchema, idField, optionalId, part, revField, stampField } from './schema.js';

export const POST_STATUSES = [
  'due',
  'claimed',
  'sending',
  'uncertain',
  'held',
  'sent',
  'failed',
  'skipped',
  'cancelled',
] as const;
export type PostStatus = (typeof POST_STATUSES)[number];

const SEND_METHODS = [
  'sendMessage',
  'sendPhoto',
  'sendVideo',
  'sendAnimation',
  'sendMediaGroup',
] as const satisfies readonly Payload['method'][];

interface Arriving {
  /** There only where it is true: whoever gets the message hears nothing. */
  disable_notification?: true;
}

/** So many messages as it has items; the first carries the caption, and none a keyboard. */
export interface AlbumPayload extends Arriving {
  method: 'sendMediaGroup';
  items: { kind: 'photo' | 'video'; fileId: string; has_spoiler: boolean }[];
  caption: string;
  caption_entities: MessageEntity[];
}

/** Exactly what goes to Telegram, frozen at the intent: the parameters of one call. */
export type Payload =
  | AlbumPayload
  | (Arriving & { reply_markup: InlineKeyboardMarkup } & (
        | { method: 'sendMessage'; text: string; entities: MessageEntity[] }
        | {
            method: 'sendPhoto' | 'sendVideo' | 'sendAnimation';
            fileId: string;
            caption: string;
            caption_entities: MessageEntity[];
            has_spoiler: boolean;
          }
      ));

/** Why a post is where it is: a text for people, and the rules that were asked. */
export interface PostReason {
  why: Message;
  /** When it came to be so; unknown of rows from before this was kept. */
  at?: Date;
  /** `limiting`: the rule bears only on how much a group gets and when; an admin may override it. */
  trace: { rule: RuleName; passed: boolean; limiting?: true }[];
}

/** The rules of a slot, in the order in which they are asked. */
export type RuleName =
  | 'not-stopped'
  | 'campaign-active'
  | 'deal-in-force'
  | 'in-time'
  | 'promo-valid'
  | 'group-takes-it'
  | 'creative-fits'
  | 'brand-fits'
  | 'language-fits'
  | 'creator-verified'
  | 'quiet-hours'
  | 'gap'
  | 'top-hold'
  | 'limits'
  | 'fatigue';

/** A look for a post in its chat, message by message. */
export interface ProbeWalk {
  notOurs: number[];
  /** Not there any more: it may have been ours. */
  gone: number[];
  /** Answers that proved nothing. */
  unproving: number;
}

/** A slot in the queue: one occurrence of a schedule in one group. */
export interface ScheduledPost {
  _id: PostId;
  campaignId: CampaignId;
  groupId: GroupId;
  creativeId: CreativeId;
  /** `schedule|nominal local time|zone`. */
  occurrence: string;
  planRev: number;
  /** When the planner first wanted it; null of rows from before this was kept. */
  plannedAt: Date | null;
  /** Who skipped, moved, edited or overrode it; the planner leaves it alone. */
  touchedBy: UserId | null;
  dueAt: Date;
  /** The only scheduling field; absent when nothing will happen by itself any more. */
  wakeAt?: Date;
  status: PostStatus;
  priority: number;
  epoch: number;
  /** Marks one claim; whoever holds it may settle the row. */
  token: string | null;
  attempt: number;
  intentAt: Date | null;
  payload: Payload | null;
  /** Until when no other ad may follow it in its group: its hours alone on top, counted from the intent. */
  holdsTopUntil: Date | null;
  /** The admin who let it go out once against limits and quiet hours. */
  overriddenBy: UserId | null;
  /** Keys of the caps that were counted at the intent. */
  chargedCaps: string[];
  /** Where it was sent to, and the chat's newest known message id before. */
  chatId: ChatId | null;
  lastKnownMessageId: number | null;
  /** Messages that the prober is about to edit, or has edited without an answer: what they show may be its own doing. */
  probing: number[];
  /** What the prober has found so far of this attempt. */
  walk: ProbeWalk | null;
  /** Proven once not to have arrived, and sent a second time. */
  ruledOut: boolean;
  /** Which outage made it a question for a person: the posts of one are one card. */
  outageId: OutageId | null;
  /** The message in its chat that may be this post. */
  suspectId: number | null;
  messageId: number | null;
  reason: PostReason | null;
  createdBy: UserId | null;
  rev: number;
}

export type ScheduledPostDocument = HydratedDocument<ScheduledPost>;

const schema = documentSchema<ScheduledPost>({
  campaignId: idField,
  groupId: idField,
  creativeId: idField,
  occurrence: { type: String, required: true },
  planRev: { type: Number, required: true },
  plannedAt: stampField,
  touchedBy: optionalId,
  dueAt: { type: Date, required: true },
  wakeAt: { type: Date },
  status: { type: String, required: true, enum: POST_STATUSES, default: 'due' },
  priority: { type: Number, default: 0 },
  epoch: { type: Number, default: 0 },
  token: { type: String, default: null },
  attempt: { type: Number, default: 0 },
  intentAt: { type: Date, default: null },
  payload: { type: Schema.Types.Mixed, default: null, validate: isSendable },
  holdsTopUntil: { type: Date, default: null },
  overriddenBy: optionalId,
  chargedCaps: { type: [String], default: [] },
  chatId: { type: Number, default: null },
  lastKnownMessageId: { type: Number, default: null },
  probing: { type: [Number], default: [] },
  walk: {
    type: part({ notOurs: [Number], gone: [Number], unproving: { type: Number, default: 0 } }),
    default: null,
  },
  ruledOut: { type: Boolean, default: false },
  outageId: optionalId,
  suspectId: { type: Number, default: null },
  messageId: { type: Number, default: null },
  reason: {
    type: part({
      why: { type: Schema.Types.Mixed, required: true },
      at: { type: Date },
      trace: [Schema.Types.Mixed],
    }),
    default: null,
  },
  createdBy: optionalId,
  rev: revField,
});

/** The shape is composed by pure code; here only that it is a message, and nothing that touches another one. */
function isSendable(payload: { method?: unknown } | null): boolean {
  return payload === null || SEND_METHODS.some((method) => method === payload.method);
}

// The one wake-up query. Partial, not sparse: `_id` always exists, so a sparse index would keep every document.
schema.index({ wakeAt: 1, _id: 1 }, { partialFilterExpression: { wakeAt: { $exists: true } } });
// Materialising an occurrence twice is nothing.
schema.index({ occurrence: 1, groupId: 1 }, { unique: true });
// Gaps and top holds of a group.
schema.index({ groupId: 1, intentAt: -1 }, { partialFilterExpression: { intentAt: { $type: 'date' } } });
// Pacing is rebuilt from the intents of the last minute.
schema.index({ intentAt: 1 }, { partialFilterExpression: { intentAt: { $type: 'date' } } });
// Posts that wait for a group.
schema.index({ groupId: 1, status: 1, dueAt: 1 });
// Posts of a campaign; the planner's reconciliation.
schema.index({ campaignId: 1, status: 1, dueAt: 1 });
// Messages that no other post may touch, nor take for itself.
schema.index({ chatId: 1, probing: 1 }, { partialFilterExpression: { 'probing.0': { $exists: true } } });
// The card of an outage.
schema.index({ outageId: 1 }, { partialFilterExpression: { outageId: { $type: 'string' } } });
// The queue's screen, and "Needs you".
schema.index({ status: 1, dueAt: 1, _id: 1 });

export const ScheduledPostModel = model<ScheduledPost>('scheduled-post', schema);

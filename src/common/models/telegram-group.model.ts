import type { Message } from '@common/i18n/index.js';
import type { ChatId, GroupId, TelegramUserId, UserId } from '@common/ids.js';
import { type HydratedDocument, model, Schema } from 'mongoose';
import {
  countField,
  documentSchema,
  nameField,
  optionalId,
  ownedFields,
  part,
  quietHoursPart,
  zoneField,
} from './schema.js';

export const GROUP_KINDS = ['group', 'supergroup', 'channel'] as const;
export const GROUP_STATUSES = ['consent', 'pending', 'active', 'paused', 'rejected', 'left'] as const;
export type GroupStatus = (typeof GROUP_STATUSES)[number];

/** What the bot may do in the chat, as Telegram last told. */
export interface BotRights {
  post: boolean;
  media: boolean;
  delete: boolean;
  pin: boolean;
}

/** A daily span on the wall of the group's zone, `HH:MM` to `HH:MM`; it may cross midnight. */
export interface QuietHours {
  from: string;
  to: string;
}

/** What a group lets in, and how much of it. */
export interface GroupPolicy {
  adult: boolean;
  gambling: boolean;
  quietHours: QuietHours | null;
  dailyMax: number | null;
  minGapMin: number | null;
  pin: boolean;
  /** The disclosure shown on each ad; null takes the label of the settings. */
  label: string | null;
}

/** A group or channel in which ads are posted. */
export interface TelegramGroup {
  _id: GroupId;
  chatId: ChatId;
  /** Chat ids before the group became a supergroup. */
  formerChatIds: ChatId[];
  title: string;
  username: string | null;
  kind: (typeof GROUP_KINDS)[number];
  topicId: number | null;
  status: GroupStatus;
  botRights: BotRights;
  memberCount: number | null;
  /** ISO 3166 alpha-2. */
  country: string | null;
  language: string | null;
  timezone: string;
  tags: string[];
  ownerIds: TelegramUserId[];
  /** Who gave consent in the group, and when. */
  consentBy: { telegramId: TelegramUserId; name: string; at: Date } | null;
  /** Percent of revenue that goes to the owner. */
  ownerShare: number | null;
  policy: GroupPolicy;
  /** Why Telegram refuses every post there, as far as a send has shown; null when nothing is known. */
  trouble: { why: Message; at: Date } | null;
  /** Written in each intent's transaction, so that two intents for one group conflict. */
  lastIntentAt: Date | null;
  /** The newest message id seen in the chat. */
  lastMessageId: number | null;
  createdBy: UserId | null;
  rev: number;
}

export type TelegramGroupDocument = HydratedDocument<TelegramGroup>;

const yesOrNo = { type: Boolean, required: true } as const;

const policy = part({
  adult: yesOrNo,
  gambling: yesOrNo,
  quietHours: { type: quietHoursPart, default: null },
  dailyMax: countField(0),
  minGapMin: countField(0),
  pin: { type: Boolean, default: false },
  label: { type: String, default: null, maxlength: 32 },
});

const schema = documentSchema<TelegramGroup>({
  chatId: { type: Number, required: true },
  formerChatIds: { type: [Number], default: [] },
  title: { ...nameField, maxlength: 255 },
  username: { type: String, default: null },
  kind: { type: String, required: true, enum: GROUP_KINDS },
  topicId: { type: Number, default: null },
  status: { type: String, required: true, enum: GROUP_STATUSES },
  botRights: { type: part({ post: yesOrNo, media: yesOrNo, delete: yesOrNo, pin: yesOrNo }), required: true },
  memberCount: countField(0),
  country: { type: String, default: null, match: /^[A-Z]{2}$/ },
  language: { type: String, default: null },
  timezone: zoneField,
  tags: { type: [String], default: [] },
  ownerIds: { type: [Number], default: [] },
  consentBy: {
    type: part({
      telegramId: { type: Number, required: true },
      name: { type: String, required: true },
      at: { type: Date, required: true },
    }),
    default: null,
  },
  ownerShare: { type: Number, default: null, min: 0, max: 100 },
  policy: { type: policy, required: true },
  trouble: {
    type: part({ why: { type: Schema.Types.Mixed, required: true }, at: { type: Date, required: true } }),
    default: null,
  },
  lastIntentAt: { type: Date, default: null },
  lastMessageId: { type: Number, default: null },
  ...ownedFields,
  createdBy: optionalId,
});

// Each update of a group: which one is it?
schema.index({ chatId: 1 }, { unique: true });
schema.index({ formerChatIds: 1 });
// The list of groups, by name.
schema.index({ status: 1, title: 1, _id: 1 });

export const TelegramGroupModel = model<TelegramGroup>('telegram-group', schema);

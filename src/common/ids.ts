import { Types } from 'mongoose';

declare const brand: unique symbol;

/** A 24-digit hexadecimal ObjectId, kept as a string so that documents stay plain and clonable. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type UserId = Id<'user'>;
export type SessionId = Id<'session'>;
export type MagicLinkId = Id<'magic-link'>;
export type GroupId = Id<'group'>;
export type CampaignId = Id<'campaign'>;
export type CreativeId = Id<'creative'>;
export type PostId = Id<'post'>;
export type HistoryId = Id<'history'>;
export type ModelId = Id<'model'>;
export type CasinoId = Id<'casino'>;
export type DealId = Id<'deal'>;
export type AuditId = Id<'audit'>;
export type ClickId = Id<'click'>;
export type OutageId = Id<'outage'>;
export type TakeDownId = Id<'take-down'>;

/** Telegram's number of a person. */
export type TelegramUserId = number & { readonly [brand]: 'telegram-user' };
/** Telegram's number of a chat; groups and channels are negative. */
export type ChatId = number & { readonly [brand]: 'chat' };

/** A fresh id that sorts by its time of making. */
export function newId<T extends Id<string>>(): T {
  return new Types.ObjectId().toHexString() as T;
}

/** Whether a text from outside has the form of an id; says nothing of its existence. */
export function isId<T extends Id<string>>(text: string): text is T {
  return /^[0-9a-f]{24}$/.test(text);
}

/** Telegram's numbers are below 2^52; anything else never came from Telegram. */
export function asTelegramUserId(id: number): TelegramUserId {
  return id as TelegramUserId;
}

export function asChatId(id: number): ChatId {
  return id as ChatId;
}

import type { Locale } from '@common/i18n/index.js';
import type { TelegramUserId, UserId } from '@common/ids.js';

export const ROLES = ['admin', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** Where an act came from, for the audit log. */
export interface Origin {
  /** The chat's action, or the method and path of the web, without anything that identifies a thing or a person. */
  route: string;
  /** Null in chat: Telegram tells none. */
  ip: string | null;
  userAgent: string | null;
}

/** The person who acts, as every service wants to know them. Plain data: it crosses conversations. */
export interface Actor {
  userId: UserId;
  telegramId: TelegramUserId;
  name: string;
  role: Role;
  locale: Locale;
  /** IANA zone in which times are shown to this person and read from them. */
  timezone: string;
  /** How this act reached Herald; left out where the action itself says enough. */
  origin?: Origin;
}

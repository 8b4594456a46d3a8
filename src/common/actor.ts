import type { Locale } from '@common/i18n/index.js';
import type { TelegramUserId, UserId } from '@common/ids.js';

export const ROLES = ['admin', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** The person who acts, as every service wants to know them. Plain data: it crosses conversations. */
export interface Actor {
  userId: UserId;
  telegramId: TelegramUserId;
  name: string;
  role: Role;
  locale: Locale;
  /** IANA zone in which times are shown to this person and read from them. */
  timezone: string;
}

import { ROLES, type Role } from '@common/actor.js';
import type { TelegramUserId, UserId } from '@common/ids.js';
import { type HydratedDocument, model } from 'mongoose';
import { documentSchema, nameField, revField, zoneField } from './schema.js';

export const USER_STATUSES = ['active', 'disabled', 'removed'] as const;

/** A person of the team. */
export interface User {
  _id: UserId;
  telegramId: TelegramUserId;
  name: string;
  username: string | null;
  role: Role;
  status: (typeof USER_STATUSES)[number];
  locale: string;
  /** IANA zone in which the person reads and types times. */
  timezone: string;
  notify: boolean;
  lastSeenAt: Date | null;
  rev: number;
}

export type UserDocument = HydratedDocument<User>;

const schema = documentSchema<User>({
  telegramId: { type: Number, required: true },
  name: { ...nameField, maxlength: 255 },
  username: { type: String, default: null },
  role: { type: String, required: true, enum: ROLES },
  status: { type: String, required: true, enum: USER_STATUSES, default: 'active' },
  locale: { type: String, required: true, default: 'en' },
  timezone: zoneField,
  notify: { type: Boolean, default: true },
  lastSeenAt: { type: Date, default: null },
  rev: revField,
});

// Each update: who is this?
schema.index({ telegramId: 1 }, { unique: true });
// Cards to all admins.
schema.index({ role: 1, status: 1, _id: 1 });

export const UserModel = model<User>('user', schema);

import { ROLES, type Role } from '@common/actor.js';
import { NAME_MAX } from '@common/bounds.js';
import type { MagicLinkId, TelegramUserId, UserId } from '@common/ids.js';
import { type HydratedDocument, model } from 'mongoose';
import { documentSchema, optionalId } from './schema.js';

export const MAGIC_LINK_PURPOSES = ['claim', 'invite', 'login'] as const;

/** A one-time deep link: 256 random bits, of which only the SHA-256 is kept. */
export interface MagicLink {
  _id: MagicLinkId;
  tokenHash: string;
  purpose: (typeof MAGIC_LINK_PURPOSES)[number];
  role: Role | null;
  /** Whom an invitation is meant for, in the issuer's words. */
  name: string | null;
  createdBy: UserId | null;
  expiresAt: Date;
  usedAt: Date | null;
  /** Who presented it; they may have no user yet. */
  usedBy: TelegramUserId | null;
  revokedAt: Date | null;
  /** When the issuer was told that somebody came too late. */
  noticedAt: Date | null;
}

export type MagicLinkDocument = HydratedDocument<MagicLink>;

const schema = documentSchema<MagicLink>({
  tokenHash: { type: String, required: true, match: /^[0-9a-f]{64}$/ },
  purpose: { type: String, required: true, enum: MAGIC_LINK_PURPOSES },
  role: { type: String, enum: [...ROLES, null], default: null },
  name: { type: String, default: null, maxlength: NAME_MAX },
  createdBy: optionalId,
  expiresAt: { type: Date, required: true },
  usedAt: { type: Date, default: null },
  usedBy: { type: Number, default: null },
  revokedAt: { type: Date, default: null },
  noticedAt: { type: Date, default: null },
});

/** So long a link is remembered that ran out, to tell its issuer that somebody came too late. */
const REMEMBERED_S = 7 * 86_400;

// Presenting a token.
schema.index({ tokenHash: 1 }, { unique: true });
// "Links that I issued".
schema.index({ createdBy: 1, expiresAt: -1 });
// mongod cleans up by its own clock; code checks expiresAt.
schema.index({ expiresAt: 1 }, { expireAfterSeconds: REMEMBERED_S });

export const MagicLinkModel = model<MagicLink>('magic-link', schema);

import type { SessionId, UserId } from '@common/ids.js';
import { type HydratedDocument, model } from 'mongoose';
import { documentSchema, idField } from './schema.js';

/** A signed-in browser; the cookie's id is stored hashed only. */
export interface Session {
  _id: SessionId;
  tokenHash: string;
  /** The hash of the id before the last rotation: requests that were under way still bring it. */
  formerHash: string | null;
  rotatedAt: Date;
  /** What every form of this session's pages carries; worth nothing without the cookie. */
  csrfToken: string;
  userId: UserId;
  /** Of the last use that was noted, like the browser. */
  ip: string | null;
  userAgent: string | null;
  startedAt: Date;
  lastUsedAt: Date;
  /** Slides with use, up to `endsAt`. */
  expiresAt: Date;
  endsAt: Date;
  revokedAt: Date | null;
}

export type SessionDocument = HydratedDocument<Session>;

const SHA256 = /^[0-9a-f]{64}$/;

const schema = documentSchema<Session>({
  tokenHash: { type: String, required: true, match: SHA256 },
  formerHash: { type: String, default: null, match: SHA256 },
  rotatedAt: { type: Date, required: true },
  csrfToken: { type: String, required: true, match: /^[\w-]{43}$/ },
  userId: idField,
  ip: { type: String, default: null },
  userAgent: { type: String, default: null, maxlength: 512 },
  startedAt: { type: Date, required: true },
  lastUsedAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
  endsAt: { type: Date, required: true },
  revokedAt: { type: Date, default: null },
});

// Each web request.
schema.index({ tokenHash: 1 }, { unique: true });
schema.index({ formerHash: 1 });
// "My sessions".
schema.index({ userId: 1, expiresAt: -1 });
// mongod cleans up by its own clock; code checks expiresAt.
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const SessionModel = model<Session>('session', schema);

import type { SessionId, UserId } from '@common/ids.js';
import { type HydratedDocument, model } from 'mongoose';
import { documentSchema, idField } from './schema.js';

/** A signed-in browser; the cookie's id is stored hashed only. */
export interface Session {
  _id: SessionId;
  tokenHash: string;
  userId: UserId;
  ip: string | null;
  userAgent: string | null;
  expiresAt: Date;
  revokedAt: Date | null;
}

export type SessionDocument = HydratedDocument<Session>;

const schema = documentSchema<Session>({
  tokenHash: { type: String, required: true, match: /^[0-9a-f]{64}$/ },
  userId: idField,
  ip: { type: String, default: null },
  userAgent: { type: String, default: null, maxlength: 512 },
  expiresAt: { type: Date, required: true },
  revokedAt: { type: Date, default: null },
});

// Each web request.
schema.index({ tokenHash: 1 }, { unique: true });
// "My sessions".
schema.index({ userId: 1, expiresAt: -1 });
// mongod cleans up by its own clock; code checks expiresAt.
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const SessionModel = model<Session>('session', schema);

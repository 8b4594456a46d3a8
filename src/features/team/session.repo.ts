import { type Tx, within } from '@common/db/index.js';
import type { SessionId, UserId } from '@common/ids.js';
import { type Session, SessionModel } from '@common/models/index.js';

export async function insertSession(session: Session, tx: Tx): Promise<void> {
  await SessionModel.create([session], within(tx));
}

/** The session whose cookie has this hash, now or before its last rotation, whatever became of it. */
export async function findByToken(hash: string): Promise<Session | null> {
  return SessionModel.findOne({ $or: [{ tokenHash: hash }, { formerHash: hash }] }).lean<Session>();
}

export async function findSession(id: SessionId, tx?: Tx): Promise<Session | null> {
  return SessionModel.findOne({ _id: id }, null, within(tx)).lean<Session>();
}

/** Sessions that can still be used, the last used first. */
export async function openSessionsOf(userId: UserId, now: Date): Promise<Session[]> {
  const open = await SessionModel.find({ userId, revokedAt: null, expiresAt: { $gt: now } }).lean<
    Session[]
  >();
  return open.sort((a, b) => b.lastUsedAt.getTime() - a.lastUsedAt.getTime());
}

/** Notes a use, and perhaps a new id; false when it was rotated or ended meanwhile. */
export async function noteUse(
  { _id, tokenHash }: Pick<Session, '_id' | 'tokenHash'>,
  use: Pick<Session, 'lastUsedAt' | 'expiresAt' | 'ip' | 'userAgent'> &
    Partial<Pick<Session, 'tokenHash' | 'formerHash' | 'rotatedAt'>>,
): Promise<boolean> {
  const { modifiedCount } = await SessionModel.updateOne({ _id, tokenHash, revokedAt: null }, { $set: use });
  return modifiedCount === 1;
}

/** Ends a session that is open; null where there is none. */
export async function revokeSession(id: SessionId, now: Date, tx: Tx): Promise<Session | null> {
  return SessionModel.findOneAndUpdate(
    { _id: id, revokedAt: null },
    { $set: { revokedAt: now } },
    { ...within(tx), returnDocument: 'after' },
  ).lean<Session>();
}

/** Ends whatever this person has open; answers how many that were. */
export async function revokeSessionsOf(userId: UserId, now: Date, tx: Tx): Promise<number> {
  const { modifiedCount } = await SessionModel.updateMany(
    { userId, revokedAt: null, expiresAt: { $gt: now } },
    { $set: { revokedAt: now } },
    within(tx),
  );
  return modifiedCount;
}

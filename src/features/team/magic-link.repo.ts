import { type Tx, within } from '@common/db/index.js';
import type { MagicLinkId, TelegramUserId, UserId } from '@common/ids.js';
import { type MagicLink, MagicLinkModel } from '@common/models/index.js';

export type NewMagicLink = Pick<
  MagicLink,
  '_id' | 'tokenHash' | 'purpose' | 'role' | 'name' | 'createdBy' | 'expiresAt'
>;

export async function insertMagicLink(link: NewMagicLink, tx?: Tx): Promise<MagicLink> {
  const [created] = await MagicLinkModel.create([link], within(tx));
  if (!created) throw new Error('a created link was not returned');
  return created.toObject();
}

/** The link of this purpose with this hash, whatever became of it. */
export async function findByHash(
  tokenHash: string,
  purpose: MagicLink['purpose'],
): Promise<MagicLink | null> {
  return MagicLinkModel.findOne({ tokenHash, purpose }).lean<MagicLink>();
}

/** Uses a link up, in one write: for exactly one presenter, and only in time. */
export async function takeMagicLink(
  id: MagicLinkId,
  presenter: TelegramUserId | null,
  now: Date,
  tx?: Tx,
): Promise<boolean> {
  const { modifiedCount } = await MagicLinkModel.updateOne(
    { _id: id, usedAt: null, revokedAt: null, expiresAt: { $gt: now } },
    { $set: { usedAt: now, usedBy: presenter } },
    within(tx),
  );
  return modifiedCount === 1;
}

/** Revokes a link that is still open; null where there is none. */
export async function revokeMagicLink(id: MagicLinkId, now: Date, tx: Tx): Promise<MagicLink | null> {
  return MagicLinkModel.findOneAndUpdate(
    { _id: id, usedAt: null, revokedAt: null },
    { $set: { revokedAt: now } },
    { ...within(tx), returnDocument: 'after' },
  ).lean<MagicLink>();
}

/** How many this person has issued of which the last chance to be used came after `since`. */
export async function countIssued(issuer: UserId, since: Date, tx?: Tx): Promise<number> {
  return MagicLinkModel.countDocuments({ createdBy: issuer, expiresAt: { $gt: since } }, within(tx));
}

export async function findMagicLink(id: MagicLinkId, tx?: Tx): Promise<MagicLink | null> {
  return MagicLinkModel.findOne({ _id: id }, null, within(tx)).lean<MagicLink>();
}

/** Revokes whatever this person has issued and nobody has used. */
export async function revokeLinksOf(issuer: UserId, now: Date, tx: Tx): Promise<void> {
  await MagicLinkModel.updateMany(
    { createdBy: issuer, usedAt: null, revokedAt: null },
    { $set: { revokedAt: now } },
    within(tx),
  );
}

/** Links of a purpose that can still be used, the newest first. */
export async function openLinksOf(
  issuer: UserId,
  purpose: MagicLink['purpose'],
  now: Date,
): Promise<MagicLink[]> {
  return MagicLinkModel.find({
    createdBy: issuer,
    purpose,
    usedAt: null,
    revokedAt: null,
    expiresAt: { $gt: now },
  })
    .sort({ expiresAt: -1 })
    .lean<MagicLink[]>();
}

/** True for the first who is to tell the issuer that a link was opened too late. */
export async function claimNotice(id: MagicLinkId, now: Date, tx: Tx): Promise<boolean> {
  const { modifiedCount } = await MagicLinkModel.updateOne(
    { _id: id, noticedAt: null },
    { $set: { noticedAt: now } },
    within(tx),
  );
  return modifiedCount === 1;
}

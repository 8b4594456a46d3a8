import { asTelegramUserId } from '@common/ids.js';
import { type MagicLink, MagicLinkModel } from '@common/models/index.js';

export type NewMagicLink = Pick<MagicLink, '_id' | 'tokenHash' | 'purpose' | 'role' | 'expiresAt'>;

export async function insertMagicLink(link: NewMagicLink): Promise<void> {
  await MagicLinkModel.create(link);
}

/** Uses a link up: true for exactly one presenter, and only in time. */
export async function takeMagicLink(
  tokenHash: string,
  purpose: MagicLink['purpose'],
  now: Date,
  presenter: number,
): Promise<boolean> {
  const { modifiedCount } = await MagicLinkModel.updateOne(
    { tokenHash, purpose, usedAt: null, revokedAt: null, expiresAt: { $gt: now } },
    { $set: { usedAt: now, usedBy: asTelegramUserId(presenter) } },
  );
  return modifiedCount === 1;
}

import * as technical from '@common/db/collections/index.js';
import * as models from '@common/models/index.js';
import type { Row } from './pictures.js';

type Named = { collection: { collectionName: string } };
export const nameOf = ({ collection }: Named): string => collection.collectionName;

/** By which field a document tells whose it is; null: it is nobody's, and nobody may touch it. */
const OWNERS = new Map<string, string | null>([
  ...[
    models.CampaignModel,
    models.CreativeModel,
    models.DealModel,
    models.CreatorModel,
    models.CasinoModel,
  ].map((one: Named) => [nameOf(one), 'createdBy'] as const),
  [nameOf(models.ScheduledPostModel), 'createdBy'],
  [nameOf(models.MagicLinkModel), 'createdBy'],
  [nameOf(technical.StrayModel), 'createdBy'],
  [nameOf(models.UserModel), '_id'],
  [nameOf(models.SessionModel), 'userId'],
  [nameOf(technical.UndoModel), 'userId'],
  [nameOf(technical.DraftModel), 'telegramId'],
  [nameOf(technical.TakeDownModel), 'shownTo'],
  // A private chat is its person.
  [nameOf(technical.ConversationModel), '_id'],
  ...[
    models.TelegramGroupModel,
    models.PostHistoryModel,
    models.SettingsModel,
    models.ClickModel,
    technical.CapModel,
    technical.ChainModel,
    technical.LeaseModel,
    technical.MigrationModel,
  ].map((one: Named) => [nameOf(one), null] as const),
]);

/**
 * All that is watched. Left out: the log, of which each entry is looked at; updates, which are stored here; the numbers
 * of messages that were seen; and cards to people, which follow from what is watched.
 */
export const WATCHED = [...OWNERS.keys()];

export function ownerOf(collection: string, row: Row): unknown {
  const field = OWNERS.get(collection);
  return field ? (row[field] ?? null) : null;
}

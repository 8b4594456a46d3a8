import { ConversationModel, DraftModel, TakeDownModel, UndoModel } from '@common/db/collections/index.js';
import type { UserId } from '@common/ids.js';
import {
  type AuditEntry,
  MagicLinkModel,
  ScheduledPostModel,
  SessionModel,
  UserModel,
} from '@common/models/index.js';
import { allows } from '../../src/features/audit/index.js';
import { POLICIES } from '../../src/policies.js';
import { nameOf, ownerOf } from './belongings.js';
import type { Change, Row } from './pictures.js';
import { isTold, toldBy } from './told.js';

/** Whoever sent an update; everybody but an operator is nobody to the team. */
export interface Sender {
  telegramId: number;
  /** Of an operator on the team. */
  operator: UserId | null;
  /** Owns the groups, as Telegram knows. */
  isChief: boolean;
}

export type Entry = Pick<AuditEntry, 'userId' | 'action' | 'entityId' | 'metadata'>;

/** Where what one is in the middle of stands, and what one is told of oneself. */
const ONE_S_OWN = [DraftModel, ConversationModel, UndoModel, SessionModel, MagicLinkModel].map(nameOf);
const USERS = nameOf(UserModel);
/** What somebody says of themselves, or is seen by. */
const PROFILE = ['locale', 'timezone', 'notify', 'lastSeenAt', 'rev', 'updatedAt'];

/** Why an entry must not be there; null where it may. */
export function offenceOfEntry({ userId, action, metadata }: Entry, { operator }: Sender): string | null {
  if (!metadata.success) return userId === operator ? null : 'a refusal of somebody else';
  const policy = POLICIES.get(action);
  if (userId === null) return policy ? 'an action of people done by nobody' : null;
  if (userId !== operator) return 'an action in the name of somebody else';
  return policy && policy.row.operator === 'none' ? 'an action that no operator may do' : null;
}

/** Of what else the document is: a campaign's posts go as it goes, and what is taken down has a row that says how far. */
function aboutOf({ collection, before, after }: Change): unknown[] {
  const row = before ?? after;
  if (collection === nameOf(ScheduledPostModel)) return [row?.['campaignId'], row?.['creativeId']];
  return collection === nameOf(TakeDownModel) ? [(row?.['thing'] as { id?: string } | undefined)?.id] : [];
}

/** Whether the policy table allows an operator what the log says was done to this document. */
function isActed(change: Change, operator: UserId, entries: readonly Entry[]): boolean {
  const { collection, id, before } = change;
  const about = [id, ...aboutOf(change)];
  return entries.some(({ userId, action, entityId, metadata }) => {
    const policy = POLICIES.get(action);
    if (!metadata.success || userId !== operator || !policy) return false;
    if (!about.includes(entityId)) return false;
    const owner = before ? ownerOf(collection, before) : operator;
    return allows(policy.row, { role: 'operator', userId: operator }, owner as UserId | null);
  });
}

/** Whether it is nobody's business but the sender's, before and after. */
function isOwn({ collection, before, after, fields }: Change, { telegramId, operator }: Sender): boolean {
  const isMine = (row: Row | null) => {
    if (row === null) return true;
    const owner = ownerOf(collection, row);
    return owner === telegramId || (operator !== null && owner === operator);
  };
  if (!isMine(before) || !isMine(after)) return false;
  if (ONE_S_OWN.includes(collection)) return true;
  return collection === USERS && before !== null && fields.every((name) => PROFILE.includes(name));
}

/** Why a document must not have changed by this update; null where it may. */
export function offenceOfChange(
  change: Change,
  sender: Sender,
  entries: readonly Entry[],
  update: Record<string, unknown>,
): string | null {
  if (isOwn(change, sender) || isTold(change, toldBy(update, sender.isChief))) return null;
  if (sender.operator !== null && isActed(change, sender.operator, entries)) return null;
  const { collection, id, before, after, fields } = change;
  const how = before === null ? 'was made' : after === null ? 'is gone' : `changed in ${fields.join(', ')}`;
  return `${collection} ${id} ${how}`;
}

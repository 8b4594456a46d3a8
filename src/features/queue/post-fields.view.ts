import type { Stray } from '@common/db/collections/index.js';
import type { PostStatus } from '@common/models/index.js';
import { asIs, asMoment, asName, asReason, asWord, asYesNo, type Fields, SILENT } from '../audit/index.js';

/** What the engine keeps for itself. */
const ofTheEngine = {
  occurrence: SILENT,
  planRev: SILENT,
  plannedAt: SILENT,
  wakeAt: SILENT,
  priority: SILENT,
  epoch: SILENT,
  token: SILENT,
  payload: SILENT,
  chargedCaps: SILENT,
  lastKnownMessageId: SILENT,
  probing: SILENT,
  walk: SILENT,
  outageId: SILENT,
} as const satisfies Fields;

/** Of a message that may be a second one for a post. */
const strayFields = {
  postId: asName('field-postId', 'post'),
  others: asIs('field-others'),
  at: asMoment('field-at'),
  settledAt: asMoment('field-settledAt'),
  settledBy: asName('field-settledBy', 'user'),
  askedBy: asName('field-askedBy', 'user'),
  outcome: asWord('field-outcome', (one: NonNullable<Stray['outcome']>) => `stray-became-${one}`),
  trouble: asReason('field-trouble'),
} as const satisfies Fields;

/** How the audit log tells what changed of a post. */
export const postFields = {
  campaignId: asName('field-campaignId', 'campaign'),
  groupId: asName('field-groupId', 'group'),
  creativeId: asName('field-creativeId', 'creative'),
  dueAt: asMoment('field-dueAt'),
  status: asWord('field-status', (one: PostStatus) => `post-status-${one}`),
  touchedBy: asName('field-touchedBy', 'user'),
  overriddenBy: asName('field-overriddenBy', 'user'),
  attempt: asIs('field-attempt'),
  intentAt: asMoment('field-intentAt'),
  holdsTopUntil: asMoment('field-holdsTopUntil'),
  chatId: asIs('field-chatId'),
  messageId: asIs('field-messageId'),
  suspectId: asIs('field-suspectId'),
  ruledOut: asYesNo('field-ruledOut'),
  reason: asReason('field-reason'),
  createdBy: asName('field-createdBy', 'user'),
  skipped: asIs('field-skipped'),
  ...strayFields,
  ...ofTheEngine,
} as const satisfies Fields;

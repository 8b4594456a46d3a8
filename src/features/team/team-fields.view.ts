import type { Role } from '@common/actor.js';
import type { MagicLink, User } from '@common/models/index.js';
import { asIs, asMoment, asName, asPlace, asWord, asYesNo, type Fields, SILENT } from '../audit/index.js';

const role = asWord('field-role', (one: Role) => `role-${one}`);

/** How the audit log tells what changed of a person. */
export const userFields = {
  telegramId: asIs('field-telegramId'),
  name: asIs('field-name'),
  username: asIs('field-username'),
  role,
  status: asWord('field-status', (one: User['status']) => `team-status-${one}`),
  locale: asPlace('field-locale', 'language'),
  timezone: asIs('field-timezone'),
  notify: asYesNo('field-notify'),
  lastSeenAt: SILENT,
  // A person is their own.
  createdBy: SILENT,
} as const satisfies Fields;

/** Of a signed-in browser. */
export const sessionFields = {
  ip: asIs('field-ip'),
  userAgent: asIs('field-userAgent'),
  userId: asName('field-userId', 'user'),
  rotatedAt: SILENT,
  lastUsedAt: SILENT,
  startedAt: asMoment('field-startedAt'),
  expiresAt: asMoment('field-expiresAt'),
  endsAt: asMoment('field-endsAt'),
  revokedAt: asMoment('field-revokedAt'),
  createdBy: SILENT,
  ended: asIs('field-ended'),
} as const satisfies Fields;

/** Of an invitation or a sign-in link. */
export const magicLinkFields = {
  purpose: asWord('field-purpose', (one: MagicLink['purpose']) => `link-purpose-${one}`),
  role,
  name: asIs('field-name'),
  createdBy: asName('field-createdBy', 'user'),
  expiresAt: asMoment('field-expiresAt'),
  usedAt: asMoment('field-usedAt'),
  usedBy: asIs('field-usedBy'),
  revokedAt: asMoment('field-revokedAt'),
  noticedAt: SILENT,
} as const satisfies Fields;

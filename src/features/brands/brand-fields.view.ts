import type { Casino } from '@common/models/index.js';
import { asIs, asMoment, asName, asPlace, asWord, type Fields, SILENT } from '../audit/index.js';

/** What creators and casinos have in common. */
const shared = {
  // Says what the entry is about, once more.
  ref: SILENT,
  name: asIs('field-name'),
  url: asIs('field-url'),
  geos: asPlace('field-geos', 'region'),
  status: asWord('field-status', (one: Casino['status']) => `brand-status-${one}`),
  takenDownAt: asMoment('field-takenDownAt'),
  createdBy: asName('field-createdBy', 'user'),
} as const satisfies Fields;

/** How the audit log tells what changed of a creator. */
export const creatorFields = {
  ...shared,
  handle: asIs('field-handle'),
  verified18At: asMoment('field-verified18At'),
  notes: asIs('field-notes'),
} as const satisfies Fields;

/** Of a casino. */
export const casinoFields = {
  ...shared,
  brand: asIs('field-name'),
  riskLevel: asWord('field-riskLevel', (one: Casino['riskLevel']) => `brand-risk-${one}`),
  licences: asIs('field-licences'),
  // Versions before the audit chain noted it of casinos as well, always empty.
  verified18At: SILENT,
} as const satisfies Fields;

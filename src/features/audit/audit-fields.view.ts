import type { Fields } from './field.js';
import { asIs, asMoment, asYesNo } from './field-values.view.js';

/** What entries about the log itself tell. */
export const auditFields = {
  of: asIs('field-of'),
  rows: asIs('field-rows'),
  cut: asYesNo('field-cut'),
  removed: asIs('field-removed'),
  before: asMoment('field-before'),
} as const satisfies Fields;

/** What the leader tells of itself. */
export const engineFields = { epoch: asIs('field-epoch') } as const satisfies Fields;

import { t } from '@common/i18n/index.js';
import type { Approval, Deal } from '@common/models/index.js';
import {
  asIs,
  asMoment,
  asMoney,
  asName,
  asPercent,
  asWord,
  type Fields,
  nameIn,
  SILENT,
} from '../audit/index.js';

/** How the audit log tells what changed of a deal. */
export const dealFields = {
  modelId: asName('field-modelId', 'model'),
  casinoId: asName('field-casinoId', 'casino'),
  kind: asWord('field-kind', (one: Deal['kind']) => `deal-kind-${one}`),
  'terms.minor': asMoney('field-terms-minor'),
  'terms.sharePercent': asPercent('field-terms-sharePercent'),
  // The amount tells it.
  currency: SILENT,
  'period.from': asMoment('field-period-from'),
  'period.to': asMoment('field-period-to'),
  'caps.daily': asIs('field-limits-daily'),
  'caps.total': asIs('field-limits-total'),
  viewSource: asWord('field-viewSource', (one: NonNullable<Deal['viewSource']>) => `deal-view-source-${one}`),
  status: asWord('field-status', (one: Deal['status']) => `deal-status-${one}`),
  approvals: {
    name: 'field-approvals',
    of: 'user',
    say: (value, around) =>
      (value as Approval[])
        .map(
          ({ userId, decision }) =>
            `${nameIn(userId, around)}: ${t(around.locale, `deal-decision-${decision}`)}`,
        )
        .join(', '),
  },
  termsHash: SILENT,
  payments: asMoney('field-payments'),
  createdBy: asName('field-createdBy', 'user'),
} as const satisfies Fields;

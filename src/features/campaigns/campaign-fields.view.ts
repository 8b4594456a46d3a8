import type { CampaignStatus, CampaignType, Placement, Schedule } from '@common/models/index.js';
import {
  asIs,
  asMoment,
  asName,
  asSpan,
  asWord,
  asYesNo,
  type Fields,
  momentOf,
  nameIn,
  type Say,
  SILENT,
} from '../audit/index.js';
import { placementRuleText } from './placement.view.js';
import { exceptionsText, scheduleText } from './rule.view.js';

const tellSchedule: Say = (value, { locale }) => {
  const schedule = value as Schedule;
  return [scheduleText(schedule, locale), ...exceptionsText(schedule, locale)].join('; ');
};

/** "Picture ×3, Video ×1"; a creative that is not named has the weight 1. */
const tellWeights: Say = (value, around) =>
  Object.entries(value as Record<string, unknown>)
    .map(([id, weight]) => `${nameIn(id, around)} ×${String(weight)}`)
    .join(', ');

/** What the planner keeps for itself, and figures that nobody sets. */
const ofThePlan = {
  planRev: SILENT,
  planChangedAt: SILENT,
  plannedUntil: SILENT,
  performance: SILENT,
} as const satisfies Fields;

const placementFields = {
  'placement.rule': {
    name: 'field-placement-rule',
    say: (value, { locale }) => placementRuleText(value as Placement['rule'], locale),
  },
  'placement.topHours': asSpan('field-placement-topHours', 'audit-hours'),
  'placement.deleteAfterHours': asSpan('field-placement-deleteAfterHours', 'audit-hours'),
  'placement.pin': asYesNo('field-placement-pin'),
  'placement.silent': asYesNo('field-placement-silent'),
} as const satisfies Fields;

/** How the audit log tells what changed of a campaign. */
export const campaignFields = {
  name: asIs('field-name'),
  type: asWord('field-type', (one: CampaignType) => `type-${one}`),
  status: asWord('field-status', (one: CampaignStatus) => `campaign-status-${one}`),
  priority: asIs('field-priority'),
  targetGroups: asName('field-targetGroups', 'group'),
  creatives: asName('field-creatives', 'creative'),
  creativeWeights: { name: 'field-creativeWeights', of: 'creative', say: tellWeights },
  schedule: { name: 'field-schedule', say: tellSchedule },
  ...placementFields,
  'limits.daily': asIs('field-limits-daily'),
  'limits.weekly': asIs('field-limits-weekly'),
  'limits.total': asIs('field-limits-total'),
  modelId: asName('field-modelId', 'model'),
  casinoId: asName('field-casinoId', 'casino'),
  dealId: asName('field-dealId', 'deal'),
  landingUrl: asIs('field-landingUrl'),
  promo: {
    name: 'field-promo',
    say(value, around) {
      const { code, validUntil } = value as { code: unknown; validUntil: unknown };
      return validUntil === null ? String(code) : `${String(code)}, ${momentOf(validUntil, around)}`;
    },
  },
  takenDownAt: asMoment('field-takenDownAt'),
  createdBy: asName('field-createdBy', 'user'),
  ...ofThePlan,
} as const satisfies Fields;

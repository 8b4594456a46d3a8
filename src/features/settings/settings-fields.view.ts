import {
  asClockSpan,
  asIs,
  asPlace,
  asSpan,
  asYesNo,
  type Fields,
  momentOf,
  nameIn,
  SILENT,
} from '../audit/index.js';

/** How the audit log tells what changed in the settings. */
export const settingsFields = {
  stopped: {
    name: 'field-stopped',
    of: 'user',
    say(value, around) {
      const { by, at } = value as { by: unknown; at: unknown };
      return `${nameIn(by, around)}, ${momentOf(at, around)}`;
    },
  },
  timezone: asIs('field-timezone'),
  locale: asPlace('field-locale', 'language'),
  'labels.onlyfans': asIs('field-labels-onlyfans'),
  'labels.casino': asIs('field-labels-casino'),
  'limits.dailyMax': asIs('field-limits-dailyMax'),
  'limits.minGapMin': asSpan('field-limits-minGapMin', 'audit-minutes'),
  quietHours: asClockSpan('field-quietHours'),
  asksSilently: asYesNo('field-asksSilently'),
  digestAt: asIs('field-digestAt'),
  'approvals.normal': asIs('field-approvals-normal'),
  'approvals.highRisk': asIs('field-approvals-highRisk'),
  dealRequired: asYesNo('field-dealRequired'),
  creatorCheck: asYesNo('field-creatorCheck'),
  'retention.clickDays': asSpan('field-retention-clickDays', 'audit-days'),
  'retention.auditDays': asSpan('field-retention-auditDays', 'audit-days'),
  createdBy: SILENT,
} as const satisfies Fields;

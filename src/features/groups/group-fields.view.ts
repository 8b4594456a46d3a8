import type { GroupStatus, TelegramGroup } from '@common/models/index.js';
import {
  asClockSpan,
  asIs,
  asName,
  asPercent,
  asPlace,
  asReason,
  asSpan,
  asWord,
  asYesNo,
  type Fields,
  momentOf,
  SILENT,
} from '../audit/index.js';

/** What a group lets in, and how much of it. */
const policyFields = {
  'policy.adult': asYesNo('field-policy-adult'),
  'policy.gambling': asYesNo('field-policy-gambling'),
  'policy.quietHours': asClockSpan('field-quietHours'),
  'policy.dailyMax': asIs('field-policy-dailyMax'),
  'policy.minGapMin': asSpan('field-policy-minGapMin', 'audit-minutes'),
  'policy.pin': asYesNo('field-policy-pin'),
  'policy.label': asIs('field-policy-label'),
} as const satisfies Fields;

/** Telegram's own, of people who need not be of the team. */
const outsiderFields = {
  ownerIds: asIs('field-ownerIds'),
  consentBy: {
    name: 'field-consentBy',
    say(value, around) {
      const { name, at } = value as { name: unknown; at: unknown };
      return `${String(name)}, ${momentOf(at, around)}`;
    },
  },
  by: { name: 'field-by', say: (value) => String((value as { name: unknown }).name) },
} as const satisfies Fields;

/** How the audit log tells what changed of a group. */
export const groupFields = {
  chatId: asIs('field-chatId'),
  formerChatIds: asIs('field-formerChatIds'),
  title: asIs('field-title'),
  username: asIs('field-username'),
  kind: asWord('field-kind', (one: TelegramGroup['kind']) => `group-kind-${one}`),
  topicId: asIs('field-topicId'),
  status: asWord('field-status', (one: GroupStatus) => `group-status-${one}`),
  'botRights.post': asYesNo('field-botRights-post'),
  'botRights.media': asYesNo('field-botRights-media'),
  'botRights.delete': asYesNo('field-botRights-delete'),
  'botRights.pin': asYesNo('field-botRights-pin'),
  memberCount: asIs('field-memberCount'),
  country: asPlace('field-country', 'region'),
  language: asPlace('field-language', 'language'),
  timezone: asIs('field-timezone'),
  tags: asIs('field-tags'),
  ownerShare: asPercent('field-ownerShare'),
  ...policyFields,
  ...outsiderFields,
  trouble: asReason('field-trouble'),
  lastIntentAt: SILENT,
  lastMessageId: SILENT,
  createdBy: asName('field-createdBy', 'user'),
} as const satisfies Fields;

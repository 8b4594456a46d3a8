import type { Message } from '@common/i18n/index.js';
import type { Campaign, Settings, TelegramGroup } from '@common/models/index.js';
import { dayAt, weekAt } from '@common/time.js';

/** A limit that a post counts against, in the period of its intent. */
export interface Cap {
  /** `scope|ids|period`: one counter. */
  key: string;
  max: number;
  /** When the period ends (ms, UTC); infinite for a limit over all time. */
  endsAt: number;
  /** Said of a post that meets a full one. */
  reason: Message;
}

export interface CapScope {
  campaign: Pick<Campaign, '_id' | 'limits' | 'schedule'>;
  group: Pick<TelegramGroup, '_id' | 'policy' | 'timezone'>;
  settings: Pick<Settings, 'limits' | 'timezone'>;
}

/**
 * The limits of a post whose intent is at `at` (ms, UTC). Days of group limits are the group's, days and ISO weeks of
 * campaign limits the campaign's zone.
 */
export function capsAt(at: number, { campaign, group, settings }: CapScope): Cap[] {
  const { daily, weekly, total } = campaign.limits;
  const zone = campaign.schedule?.zone ?? settings.timezone;
  const groupMax = group.policy.dailyMax ?? settings.limits.dailyMax;
  const here = `${campaign._id}|${group._id}`;
  const caps: Cap[] = [];
  if (groupMax !== null) {
    const { day, endsAt } = dayAt(at, group.timezone);
    const reason: Message = { key: 'why-group-daily', args: { max: groupMax } };
    caps.push({ key: `group|${group._id}|${day}`, max: groupMax, endsAt, reason });
  }
  if (daily !== null) {
    const { day, endsAt } = dayAt(at, zone);
    const reason: Message = { key: 'why-campaign-daily', args: { max: daily } };
    caps.push({ key: `campaign|${here}|${day}`, max: daily, endsAt, reason });
  }
  if (weekly !== null) {
    const { week, endsAt } = weekAt(at, zone);
    const reason: Message = { key: 'why-campaign-weekly', args: { max: weekly } };
    caps.push({ key: `campaign|${here}|${week}`, max: weekly, endsAt, reason });
  }
  if (total !== null) {
    const reason: Message = { key: 'why-campaign-total', args: { max: total } };
    caps.push({
      key: `campaign|${campaign._id}|total`,
      max: total,
      endsAt: Number.POSITIVE_INFINITY,
      reason,
    });
  }
  return caps;
}

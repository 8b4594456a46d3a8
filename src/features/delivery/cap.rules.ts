import type { Message } from '@common/i18n/index.js';
import type { CampaignId, GroupId } from '@common/ids.js';
import type { Campaign, Settings, TelegramGroup } from '@common/models/index.js';
import { dayAt, weekAt } from '@common/time.js';

/** A limit that a post counts against, in the period of its intent. */
export interface Cap {
  /** `scope|ids|period|zone`: one counter. */
  key: string;
  /** Revisions of what sets the limit: where they are others, the limit may not have been there all the time. */
  asOf: string;
  max: number;
  /** Whose posts count. */
  scope: { campaignId?: CampaignId; groupId?: GroupId };
  /** When the period begins (ms, UTC). */
  beginsAt: number;
  /** When the period ends (ms, UTC); infinite for a limit over all time. */
  endsAt: number;
  /** Said of a post that meets a full one. */
  reason: Message;
}

export interface CapScope {
  campaign: Pick<Campaign, '_id' | 'limits' | 'schedule' | 'rev'>;
  group: Pick<TelegramGroup, '_id' | 'policy' | 'timezone' | 'rev'>;
  settings: Pick<Settings, 'limits' | 'timezone' | 'rev'>;
}

/**
 * The limits of a post whose intent is at `at` (ms, UTC). Days of group limits are the group's, days and ISO weeks of
 * campaign limits the campaign's zone.
 */
export function capsAt(at: number, { campaign, group, settings }: CapScope): Cap[] {
  const { daily, weekly, total } = campaign.limits;
  const zone = campaign.schedule?.zone ?? settings.timezone;
  const groupMax = group.policy.dailyMax ?? settings.limits.dailyMax;
  const scope = { campaignId: campaign._id, groupId: group._id };
  const asOf = [campaign.rev, group.rev, settings.rev].join('.');
  const here = `${campaign._id}|${group._id}`;
  const caps: Cap[] = [];
  if (groupMax !== null) {
    const { day, ...period } = dayAt(at, group.timezone);
    const reason: Message = { key: 'why-group-daily', args: { max: groupMax } };
    caps.push({
      key: `group|${group._id}|${day}|${group.timezone}`,
      max: groupMax,
      asOf,
      scope: { groupId: group._id },
      ...period,
      reason,
    });
  }
  if (daily !== null) {
    const { day, ...period } = dayAt(at, zone);
    const reason: Message = { key: 'why-campaign-daily', args: { max: daily } };
    caps.push({ key: `campaign|${here}|${day}|${zone}`, max: daily, asOf, scope, ...period, reason });
  }
  if (weekly !== null) {
    const { week, ...period } = weekAt(at, zone);
    const reason: Message = { key: 'why-campaign-weekly', args: { max: weekly } };
    caps.push({ key: `campaign|${here}|${week}|${zone}`, max: weekly, asOf, scope, ...period, reason });
  }
  if (total !== null) {
    const reason: Message = { key: 'why-campaign-total', args: { max: total } };
    caps.push({
      key: `campaign|${campaign._id}|total`,
      max: total,
      asOf,
      scope: { campaignId: campaign._id },
      beginsAt: 0,
      endsAt: Number.POSITIVE_INFINITY,
      reason,
    });
  }
  return caps;
}

import type { Actor } from '@common/actor.js';
import { t } from '@common/i18n/index.js';
import type { CreativeId, GroupId } from '@common/ids.js';
import type { Campaign, TelegramGroup } from '@common/models/index.js';
import { formatMoment } from '@common/time.js';
import { brandKeyOf } from './campaign.rules.js';
import type { CampaignService } from './campaign.service.js';
import { createPlanWarnings, type PlanWarningsDeps } from './plan-warnings.js';

interface WarningLinesDeps extends PlanWarningsDeps {
  campaigns: Pick<CampaignService, 'idsOfBrand'>;
  groups: { active(): Promise<TelegramGroup[]> };
}

/** What a campaign is to post, and where. */
interface Planned {
  campaign: Campaign;
  groups: readonly GroupId[];
  creatives: readonly CreativeId[];
}

/** What the runs (ms, UTC) of a plan would meet in its groups, in words. */
export type WarningLines = (plan: Planned, runs: readonly number[], actor: Actor) => Promise<string[]>;

/** So many warnings; more would hide the plan. */
const WARNED = 3;

export function createWarningLines({ campaigns, groups, ...deps }: WarningLinesDeps): WarningLines {
  const warnings = createPlanWarnings(deps);
  return async ({ campaign, ...planned }, runs, { locale, timezone }) => {
    const kin = await campaigns.idsOfBrand(brandKeyOf(campaign));
    const found = await warnings({ campaignId: campaign._id, kin, ...planned }, runs);
    const titles = new Map((await groups.active()).map(({ _id, title }) => [_id, title]));
    const lines = found.map(({ kind, groupId, dueAt }) => {
      const moment = formatMoment(dueAt, timezone, locale);
      return t(locale, `review-${kind}`, { group: titles.get(groupId) ?? '—', moment });
    });
    const distinct = [...new Set(lines)];
    const more = distinct.length - WARNED;
    return [...distinct.slice(0, WARNED), ...(more > 0 ? [t(locale, 'review-more', { count: more })] : [])];
  };
}

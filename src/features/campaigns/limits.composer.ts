import { say, t } from '@common/i18n/index.js';
import type { Campaign } from '@common/models/index.js';
import { isRefused } from '@common/outcome.js';
import { Composer } from 'grammy';
import { onPress } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import { present, toast } from '../../telegram/screen.js';
import type { CampaignService } from './campaign.service.js';
import { campaignLimitsScreen, readCampaignLimit } from './limits.view.js';

/** The screen on which a campaign gets its limits. */
export function campaignLimitsComposer(
  campaigns: Pick<CampaignService, 'setLimits'>,
  find: (id: string) => Promise<Campaign | null>,
): Composer<HeraldContext> {
  async function show(ctx: TeamContext, id: string): Promise<void> {
    const campaign = await find(id);
    if (campaign) await present(ctx, campaignLimitsScreen(campaign, ctx.actor));
    else await toast(ctx, t(ctx.locale, 'refused-gone'));
  }

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  onPress(team, 'campaign.limits', (ctx, { id }) => show(ctx, id));
  onPress(team, 'campaign.limit', async (ctx, { id: pressed, rev }) => {
    const read = readCampaignLimit(pressed, ctx.locale);
    const campaign = read && (await find(read.id));
    if (!campaign) return;
    const outcome = await campaigns.setLimits(ctx.actor, campaign._id, rev, read.limits);
    if (isRefused(outcome)) await toast(ctx, say(ctx.locale, outcome.refused));
    await show(ctx, campaign._id);
  });
  return composer;
}

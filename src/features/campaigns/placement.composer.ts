import { say, t } from '@common/i18n/index.js';
import type { Campaign, Placement } from '@common/models/index.js';
import { isRefused } from '@common/outcome.js';
import { Composer } from 'grammy';
import { onPress, type Press } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import { present, toast } from '../../telegram/screen.js';
import type { CampaignService } from './campaign.service.js';
import { PLACEMENT_VERBS, placementScreen } from './placement.view.js';

/** The screen on which a campaign's posts get their hours on top, their end and their pin. */
export function placementComposer(
  campaigns: CampaignService,
  find: (id: string) => Promise<Campaign | null>,
): Composer<HeraldContext> {
  async function show(ctx: TeamContext, id: string): Promise<void> {
    const campaign = await find(id);
    if (campaign) await present(ctx, placementScreen(campaign, ctx.actor));
    else await toast(ctx, t(ctx.locale, 'refused-gone'));
  }

  async function place(
    ctx: TeamContext,
    { id, rev }: Press,
    placed: (before: Placement) => Partial<Pick<Placement, 'rule' | 'pin' | 'silent'>>,
  ): Promise<void> {
    const campaign = await find(id);
    if (campaign) {
      const outcome = await campaigns.place(ctx.actor, campaign._id, rev, placed(campaign.placement));
      if (isRefused(outcome)) await toast(ctx, say(ctx.locale, outcome.refused));
    }
    await show(ctx, id);
  }

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  onPress(team, 'campaign.placement', (ctx, { id }) => show(ctx, id));
  for (const rule of ['none', '1/24', '2/48', '3/72'] as const)
    onPress(team, PLACEMENT_VERBS[rule], (ctx, press) => place(ctx, press, () => ({ rule })));
  onPress(team, 'campaign.pin', (ctx, press) => place(ctx, press, ({ pin }) => ({ pin: !pin })));
  onPress(team, 'campaign.silent', (ctx, press) => place(ctx, press, ({ silent }) => ({ silent: !silent })));
  return composer;
}

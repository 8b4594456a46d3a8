import { say, t } from '@common/i18n/index.js';
import type { CreativeId } from '@common/ids.js';
import type { Campaign } from '@common/models/index.js';
import { isRefused } from '@common/outcome.js';
import { Composer } from 'grammy';
import { onPress } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import { present, type Screen, toast } from '../../telegram/screen.js';
import { type CreativeService, creativeLabel } from '../creatives/index.js';
import type { CampaignService } from './campaign.service.js';
import { readWeighing, weightsAfter, weightsScreen } from './weights.view.js';

interface WeightsDeps {
  campaigns: Pick<CampaignService, 'weigh'>;
  creatives: Pick<CreativeService, 'get'>;
  clock: { now(): number };
  /** Lets posts that wait follow the new shares. */
  plan(): Promise<void>;
  find(id: string): Promise<Campaign | null>;
  card(id: string, actor: TeamContext['actor']): Promise<Screen>;
}

/** The screen on which a campaign's creatives get their shares of its posts. */
export function campaignWeightsComposer(deps: WeightsDeps): Composer<HeraldContext> {
  const { campaigns, creatives, find } = deps;

  async function namesOf(ids: readonly CreativeId[]): Promise<Map<CreativeId, string>> {
    const known = await Promise.all(ids.map((id) => creatives.get(id)));
    return new Map(known.flatMap((one) => (one ? [[one._id, creativeLabel(one)]] : [])));
  }

  async function show(ctx: TeamContext, id: string): Promise<void> {
    const campaign = await find(id);
    // One creative has nothing to share, and a campaign that is gone says so on its card.
    const screen =
      campaign && campaign.creatives.length > 1
        ? weightsScreen(campaign, await namesOf(campaign.creatives), ctx.actor)
        : await deps.card(id, ctx.actor);
    await present(ctx, screen);
  }

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  onPress(team, 'campaign.weights', (ctx, { id }) => show(ctx, id));
  onPress(team, 'campaign.weigh', async (ctx, { id: pressed, rev }) => {
    const { id, what } = readWeighing(pressed);
    const campaign = await find(id);
    if (!campaign) return toast(ctx, t(ctx.locale, 'refused-gone'));
    const weights = weightsAfter(campaign, what);
    if (!weights) return;
    const change = { weights, decidedAt: deps.clock.now() };
    const outcome = await campaigns.weigh(ctx.actor, campaign._id, rev, change);
    if (isRefused(outcome)) await toast(ctx, say(ctx.locale, outcome.refused));
    else await deps.plan();
    await show(ctx, id);
  });
  return composer;
}

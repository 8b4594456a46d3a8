import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { say, t } from '@common/i18n/index.js';
import { type CampaignId, type DealId, isId } from '@common/ids.js';
import type { Campaign, Creative, TelegramGroup } from '@common/models/index.js';
import { isRefused, type Outcome } from '@common/outcome.js';
import { Composer } from 'grammy';
import { button, onPress } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import type { DialogDoor } from '../../telegram/dialog/enter.js';
import { pageOf } from '../../telegram/pager.js';
import { createPanelSlot, type Panel } from '../../telegram/panel.js';
import { present, type Screen, toast } from '../../telegram/screen.js';
import type { Section } from '../../telegram/section.js';
import { type Brand, type BrandRef, type BrandService, brandRef } from '../brands/index.js';
import type { CreativeService } from '../creatives/index.js';
import type { CampaignService } from './campaign.service.js';
import { campaignListScreen, campaignScreen } from './campaign.view.js';
import { createCampaignDialog } from './create-campaign.conversation.js';
import { campaignLimitsComposer } from './limits.composer.js';
import { placementComposer } from './placement.composer.js';
import type { PlanWarningsDeps } from './plan-warnings.js';
import type { Runs } from './run-exceptions.rules.js';
import { createRunScreens } from './runs.composer.js';
import { createScheduleDialog } from './schedule-campaign.conversation.js';
import type { ReviewDeps } from './schedule-review.step.js';
import { createWarningLines } from './warning-lines.js';
import { campaignWeightsComposer } from './weights.composer.js';

interface CampaignScreensDeps {
  campaigns: CampaignService;
  brands: BrandService;
  creatives: Pick<CreativeService, 'get' | 'list'>;
  groups: { active(): Promise<TelegramGroup[]> };
  deals: {
    labelOf(id: DealId, actor: Actor): Promise<string | undefined>;
    proposeFor(ctx: TeamContext, campaignId: string, brand: Brand): Promise<void>;
  };
  clock: Clock;
  door: DialogDoor;
  /** Turns new plans into posts. */
  plan(): Promise<void>;
  upcoming: PlanWarningsDeps['upcoming'] & ReviewDeps['upcoming'];
  /** What the rotation gives a group at a turn. */
  creativeAt: PlanWarningsDeps['creativeAt'];
  runs: Runs;
  /** What other campaigns have waiting. */
  neighbours: PlanWarningsDeps['waiting'];
  /** Resolves when no post whose intent was there before can start its request any more. */
  quiet(): Promise<void>;
}

/** Whom the campaign advertises. */
export function brandOf({ type, modelId, casinoId }: Campaign): BrandRef {
  return brandRef(type, (type === 'casino' ? casinoId : modelId) ?? '');
}

export function createCampaignScreens(deps: CampaignScreensDeps) {
  const { campaigns, brands, deals, clock, door } = deps;
  const panels = createPanelSlot<Campaign>();

  async function find(id: string): Promise<Campaign | null> {
    return isId<CampaignId>(id) ? campaigns.get(id) : null;
  }

  async function card(id: string, actor: Actor): Promise<Screen> {
    const campaign = await find(id);
    if (!campaign) return { body: { text: t(actor.locale, 'refused-gone') }, rows: [] };
    const brand = (await brands.get(brandOf(campaign)))?.name ?? '—';
    const deal = campaign.dealId ? await deals.labelOf(campaign.dealId, actor) : undefined;
    const panel = await panels.draw(campaign, actor);
    return campaignScreen({ campaign, brand, deal }, actor, clock.now(), panel);
  }

  const createDialog = createCampaignDialog({ brands, campaigns, card });
  const warningLines = createWarningLines({
    ...deps,
    waiting: deps.neighbours,
    besides: campaigns.beside,
  });
  const runs = createRunScreens({ ...deps, warningLines, find, card });
  const scheduleDialog = createScheduleDialog({ ...deps, warningLines, card });

  async function openList(ctx: TeamContext, page: number): Promise<void> {
    await present(ctx, campaignListScreen(pageOf(await campaigns.list(), page), ctx.actor));
  }

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  onPress(team, 'campaign.list', (ctx, { id }) => openList(ctx, Number(id) || 0));
  onPress(team, 'campaign.new', (ctx) => door.enter(ctx, createDialog));
  onPress(team, 'campaign.open', async (ctx, { id }) => present(ctx, await card(id, ctx.actor)));
  onPress(team, 'campaign.schedule', async (ctx, { id, rev }) => {
    const campaign = await find(id);
    const plan = { creatives: campaign?.creatives ?? [], groups: campaign?.targetGroups ?? [] };
    await door.enter(ctx, scheduleDialog, {
      answers: { campaignId: id, campaignRev: rev, given: true, ...plan },
    });
  });
  onPress(team, 'campaign.post', (ctx, { id }) =>
    door.enter(ctx, scheduleDialog, { answers: { creatives: [id] } }),
  );
  onPress(team, 'campaign.deal', async (ctx, { id }) => {
    const campaign = await find(id);
    const brand = campaign && (await brands.get(brandOf(campaign)));
    if (brand) await deals.proposeFor(ctx, id, brand);
    else await present(ctx, await card(id, ctx.actor));
  });

  const changes = {
    pause: 'campaign-paused',
    resume: 'campaign-resumed',
    detach: 'campaign-detached',
  } as const;
  for (const [verb, success] of Object.entries(changes) as [keyof typeof changes, 'campaign-paused'][])
    onPress(team, `campaign.${verb}`, async (ctx, { id, rev }) => {
      if (!isId<CampaignId>(id)) return;
      const change = verb === 'detach' ? campaigns.detachDeal : campaigns[verb];
      const outcome: Outcome<Campaign> = await change(ctx.actor, id, rev);
      // "Paused" is said when nothing of the campaign can start any more.
      if (verb === 'pause' && !isRefused(outcome)) await deps.quiet();
      await toast(ctx, isRefused(outcome) ? say(ctx.locale, outcome.refused) : t(ctx.locale, success));
      await present(ctx, await card(id, ctx.actor));
    });

  composer.use(placementComposer(campaigns, find));
  composer.use(campaignLimitsComposer(campaigns, find));
  composer.use(campaignWeightsComposer({ ...deps, find, card }));
  composer.use(runs.composer);

  const section: Section = {
    id: 'campaigns',
    label: { key: 'section-campaigns' },
    open: (ctx) => openList(ctx, 0),
  };

  /** On a creative's card: the shortest way from a picture into the queue. */
  const creativePanel: Panel<Creative> = async ({ _id, status }, { locale }) => ({
    lines: [],
    rows: status === 'active' ? [[button(t(locale, 'campaign-post-creative'), 'campaign.post', _id)]] : [],
  });

  return {
    composer,
    section,
    panels,
    creativePanel,
    dialogs: [createDialog, scheduleDialog, runs.dialog],
    /** Makes the campaign post only while the deal is in force, if it may be changed by this person. */
    async attach(actor: Actor, campaignId: string, dealId: DealId): Promise<void> {
      const campaign = await find(campaignId);
      if (campaign) await campaigns.attachDeal(actor, campaign._id, campaign.rev, dealId);
    },
  };
}

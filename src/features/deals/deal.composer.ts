import type { Actor } from '@common/actor.js';
import { say, t } from '@common/i18n/index.js';
import { type DealId, isId, type UserId } from '@common/ids.js';
import type { Deal } from '@common/models/index.js';
import { isRefused } from '@common/outcome.js';
import { Composer } from 'grammy';
import { onPress } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import type { DialogDoor } from '../../telegram/dialog/enter.js';
import { pageOf } from '../../telegram/pager.js';
import { present, type Screen, toast } from '../../telegram/screen.js';
import type { Section } from '../../telegram/section.js';
import { may } from '../audit/index.js';
import { type Brand, type BrandService, brandRef } from '../brands/index.js';
import type { Notifications } from '../notifications/index.js';
import { createSettingsSwitch, type SettingsService } from '../settings/index.js';
import { dealActions } from './deal.policy.js';
import { DECIDED_CARD, type DealService, PROPOSED_CARD } from './deal.service.js';
import { type DealLine, dealLabel, dealListScreen, dealScreen } from './deal.view.js';
import { createProposeDealDialog } from './propose-deal.conversation.js';

interface DealScreensDeps {
  deals: DealService;
  brands: BrandService;
  notifications: Notifications;
  door: DialogDoor;
  settings: Pick<SettingsService, 'read' | 'setSwitch'>;
  /** Told when more may be posted than before: what waited for that may go. */
  onEased(): Promise<void>;
  nameOf(userId: UserId): Promise<string | undefined>;
  attach(actor: Actor, campaignId: string, dealId: DealId): Promise<void>;
}

export function createDealScreens(deps: DealScreensDeps) {
  const { deals, brands, notifications, door } = deps;

  async function describe(deal: Deal): Promise<DealLine> {
    const ref = deal.casinoId ? brandRef('casino', deal.casinoId) : brandRef('onlyfans', deal.modelId ?? '');
    const decision = deal.approvals.at(-1);
    return {
      deal,
      brand: (await brands.get(ref))?.name ?? '—',
      proposer: (await deps.nameOf(deal.createdBy)) ?? '—',
      decider: decision && (await deps.nameOf(decision.userId)),
    };
  }

  async function card(id: string, actor: Actor): Promise<Screen> {
    const deal = isId<DealId>(id) ? await deals.get(id) : null;
    if (!deal) return { body: { text: t(actor.locale, 'refused-gone') }, rows: [] };
    return dealScreen(await describe(deal), actor);
  }

  const dialog = createProposeDealDialog({ brands, deals, attach: deps.attach, card });

  async function openList(ctx: TeamContext, page: number): Promise<void> {
    const { items, ...place } = pageOf(await deals.list(), page);
    await present(
      ctx,
      dealListScreen(
        { items: await Promise.all(items.map(describe)), ...place },
        await required.panel(null, ctx.actor),
        ctx.actor,
      ),
    );
  }

  const required = createSettingsSwitch({
    settings: deps.settings,
    name: 'dealRequired',
    verb: 'deal.required',
    words: {
      turnOn: { key: 'deal-required-start' },
      turnOff: { key: 'deal-required-stop' },
      isOn: { key: 'deal-required-yes' },
      isOff: { key: 'deal-required-no' },
    },
    async onChanged(ctx) {
      await deps.onEased();
      await openList(ctx, 0);
    },
  });

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  onPress(team, 'deal.list', (ctx, { id }) => openList(ctx, Number(id) || 0));
  onPress(team, 'deal.new', (ctx) => door.enter(ctx, dialog));
  onPress(team, 'deal.open', async (ctx, { id }) => present(ctx, await card(id, ctx.actor)));
  composer.use(required.composer);
  for (const decision of ['approve', 'reject'] as const)
    onPress(team, `deal.${decision}`, async (ctx, { id, rev }) => {
      if (!isId<DealId>(id)) return;
      const outcome = await deals[decision](ctx.actor, id, rev);
      if (isRefused(outcome)) await toast(ctx, say(ctx.locale, outcome.refused));
      await present(ctx, await card(id, ctx.actor));
    });

  for (const kind of [PROPOSED_CARD, DECIDED_CARD]) notifications.define(kind, card);

  const section: Section = {
    id: 'deals',
    label: { key: 'section-deals' },
    count: (actor) => (may(actor, dealActions.approve) ? deals.proposedCount() : Promise.resolve(0)),
    open: (ctx) => openList(ctx, 0),
  };

  return {
    composer,
    section,
    dialog,
    /** The deal in a line, for the card of what it is attached to. */
    async labelOf(id: DealId, actor: Actor): Promise<string | undefined> {
      const deal = await deals.get(id);
      return deal ? dealLabel(await describe(deal), actor) : undefined;
    },
    /** Proposes a deal for a campaign, whose brand is known. */
    proposeFor: (ctx: TeamContext, campaignId: string, brand: Brand) =>
      door.enter(ctx, dialog, {
        answers: { campaignId, type: brand.ref.type, brandId: brand._id, brandName: brand.name },
      }),
  };
}

import type { Actor } from '@common/actor.js';
import type { TakeDownThing } from '@common/db/collections/index.js';
import { say, t } from '@common/i18n/index.js';
import { type CampaignId, isId, type TakeDownId, type UserId } from '@common/ids.js';
import type { Campaign, Creative } from '@common/models/index.js';
import { isRefused } from '@common/outcome.js';
import { formatMoment } from '@common/time.js';
import { Composer } from 'grammy';
import { onPress, type Press, type Verb } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import type { Panel } from '../../telegram/panel.js';
import { present, toast } from '../../telegram/screen.js';
import { may } from '../audit/index.js';
import { type BrandService, brandActions } from '../brands/index.js';
import { brandOf, type CampaignService, campaignActions } from '../campaigns/index.js';
import { creativeActions } from '../creatives/index.js';
import { readRef } from './take-down.rules.js';
import type { TakeDownService } from './take-down.service.js';
import type { Things } from './take-down.things.js';
import { allowedScreen, askScreen, cardPart } from './take-down.view.js';

interface TakeDownScreensDeps {
  takeDowns: TakeDownService;
  things: Things;
  campaigns: Pick<CampaignService, 'get'>;
  brands: Pick<BrandService, 'get'>;
}

/** What is asked of the policies, by the kind of thing. */
const ACTIONS = { creative: creativeActions, campaign: campaignActions, ...brandActions } as const;

/** Take down, from the button on a thing's card to its end and back. */
export function createTakeDownScreens({ takeDowns, things, campaigns, brands }: TakeDownScreensDeps) {
  /** A campaign's brand, for those who may take all of it down. */
  async function brandFor({ kind, id }: TakeDownThing, actor: Actor) {
    const campaign = kind === 'campaign' ? await campaigns.get(id as CampaignId) : null;
    const brand = campaign && (await brands.get(brandOf(campaign)));
    return brand && !brand.takenDownAt && may(actor, ACTIONS[brand.ref.type].takeDown, brand)
      ? { thing: { kind: brand.ref.type, id: brand._id }, name: brand.name }
      : undefined;
  }

  async function ask(ctx: TeamContext, thing: TakeDownThing): Promise<void> {
    const found = await things.get(thing);
    if (!found) return toast(ctx, t(ctx.locale, 'refused-gone'));
    const standing = await takeDowns.standing(thing);
    const brand = await brandFor(thing, ctx.actor);
    await present(ctx, askScreen({ thing, name: found.name, standing, brand }, ctx.actor));
  }

  async function go(ctx: TeamContext, thing: TakeDownThing): Promise<void> {
    const messageId = ctx.callbackQuery?.message?.message_id;
    const found = await things.get(thing);
    if (messageId === undefined || !found) return toast(ctx, t(ctx.locale, 'refused-gone'));
    // The leader turns the question into how far it is.
    const place = { shownTo: ctx.actor.telegramId, messageId };
    const outcome = await takeDowns.order(ctx.actor, thing, place);
    if (isRefused(outcome)) return toast(ctx, say(ctx.locale, outcome.refused));
  }

  async function allow(ctx: TeamContext, thing: TakeDownThing): Promise<void> {
    const outcome = await takeDowns.allow(ctx.actor, thing);
    if (isRefused(outcome)) return toast(ctx, say(ctx.locale, outcome.refused));
    await present(ctx, allowedScreen(thing, outcome.ok.name, ctx.locale));
  }

  async function undo(ctx: TeamContext, { id }: Press): Promise<void> {
    if (!isId<TakeDownId>(id)) return;
    const outcome = await takeDowns.undo(ctx.actor, id);
    if (isRefused(outcome)) return toast(ctx, say(ctx.locale, outcome.refused));
  }

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  const onThing = (verb: Verb, act: (ctx: TeamContext, thing: TakeDownThing) => Promise<void>) =>
    onPress(team, verb, async (ctx, { id }) => {
      const thing = readRef(id);
      if (thing) await act(ctx, thing);
    });
  onThing('takedown.ask', ask);
  onThing('takedown.go', go);
  onThing('takedown.allow', allow);
  onPress(team, 'takedown.undo', undo);

  function partOf(
    thing: TakeDownThing,
    { takenDownAt, ...owned }: { takenDownAt: Date | null; createdBy: UserId },
    actor: Actor,
  ) {
    const { takeDown, allow } = ACTIONS[thing.kind];
    const since = takenDownAt ? formatMoment(takenDownAt.getTime(), actor.timezone, actor.locale) : undefined;
    const offered = may(actor, takenDownAt ? allow : takeDown, owned);
    return cardPart(thing, since, { locale: actor.locale, offered });
  }

  const creativePanel: Panel<Creative> = async (creative, actor) =>
    partOf({ kind: 'creative', id: creative._id }, creative, actor);

  /** A campaign is down with its brand, and comes back with it. */
  const campaignPanel: Panel<Campaign> = async (campaign, actor) => {
    const { _id: id, takenDownAt } = campaign;
    const brand = takenDownAt ? null : await brands.get(brandOf(campaign));
    return brand?.takenDownAt
      ? partOf({ kind: brand.ref.type, id: brand._id }, brand, actor)
      : partOf({ kind: 'campaign', id }, campaign, actor);
  };
  return { composer, creativePanel, campaignPanel };
}

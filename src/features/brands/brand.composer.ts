import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { say, t } from '@common/i18n/index.js';
import { type CampaignId, isId } from '@common/ids.js';
import { done, isRefused, type Outcome, refuse } from '@common/outcome.js';
import { Composer } from 'grammy';
import { button, onPress } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import type { DialogDoor } from '../../telegram/dialog/enter.js';
import { pageOf } from '../../telegram/pager.js';
import type { Panel } from '../../telegram/panel.js';
import { readPreset } from '../../telegram/presets.js';
import { present, type Screen, toast } from '../../telegram/screen.js';
import type { Section } from '../../telegram/section.js';
import { createSettingsSwitch, type SettingsService } from '../settings/index.js';
import { type Brand, type BrandChange, type BrandRef, type BrandService, brandRef } from './brand.service.js';
import { ageLine, brandKey, brandListScreen, brandScreen, riskField } from './brand.view.js';
import { geosDialog, licencesDialog } from './edit-brand.conversation.js';

interface BrandScreensDeps {
  brands: BrandService;
  settings: Pick<SettingsService, 'read' | 'setSwitch'>;
  clock: Clock;
  door: DialogDoor;
  /** Whom a campaign advertises. */
  refOf(id: CampaignId): Promise<BrandRef | null>;
  /** Told when more may be posted than before: what waited for that may go. */
  onEased(): Promise<void>;
}

/** The brand that a button named. */
function readKey(key: string): BrandRef | undefined {
  const id = key.slice(1);
  if (!isId(id)) return undefined;
  return brandRef(key.startsWith('c') ? 'casino' : 'onlyfans', id);
}

/** Brands: the list, the card, and what admins decide about them. */
export function createBrandScreens({ brands, settings, clock, door, refOf, onEased }: BrandScreensDeps) {
  async function list(): Promise<Brand[]> {
    const all = await Promise.all([brands.list('onlyfans'), brands.list('casino')]);
    return all.flat();
  }

  async function openList(ctx: TeamContext, page: number): Promise<void> {
    const switches = await check.panel(null, ctx.actor);
    await present(ctx, brandListScreen(pageOf(await list(), page), switches, ctx.actor));
  }

  const check = createSettingsSwitch({
    settings,
    name: 'creatorCheck',
    verb: 'brand.check',
    words: {
      turnOn: { key: 'creator-check-start' },
      turnOff: { key: 'creator-check-stop' },
      isOn: { key: 'creator-check-yes' },
      isOff: { key: 'creator-check-no' },
    },
    async onChanged(ctx) {
      await onEased();
      await openList(ctx, 0);
    },
  });

  async function card(brand: Brand, actor: Actor): Promise<Screen> {
    return brandScreen(brand, (await settings.read()).creatorCheck, actor);
  }

  async function open(ctx: TeamContext, ref: BrandRef | null | undefined): Promise<void> {
    const brand = ref && (await brands.get(ref));
    if (brand) await present(ctx, await card(brand, ctx.actor));
    else await toast(ctx, t(ctx.locale, 'refused-gone'));
  }

  async function decide(
    actor: Actor,
    { id, rev }: { id: string; rev: number },
    change: BrandChange,
  ): Promise<Outcome<Brand>> {
    const ref = readKey(id);
    if (!ref) return refuse({ key: 'refused-gone' });
    const outcome = await brands.decide(actor, ref, rev, change);
    if (!isRefused(outcome)) await onEased();
    return outcome;
  }

  async function store(actor: Actor, thing: { id: string; rev: number }, change: BrandChange) {
    const outcome = await decide(actor, thing, change);
    return isRefused(outcome) ? outcome : done(await card(outcome.ok, actor));
  }
  const geos = geosDialog(store);
  const licences = licencesDialog(store);

  async function press(ctx: TeamContext, thing: { id: string; rev: number }, change: BrandChange) {
    const outcome = await decide(ctx.actor, thing, change);
    await toast(ctx, isRefused(outcome) ? say(ctx.locale, outcome.refused) : t(ctx.locale, 'brand-decided'));
    await open(ctx, readKey(thing.id));
  }

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  onPress(team, 'brand.list', (ctx, { id }) => openList(ctx, Number(id) || 0));
  onPress(team, 'brand.open', (ctx, { id }) => open(ctx, readKey(id)));
  onPress(team, 'brand.campaign', async (ctx, { id }) =>
    open(ctx, isId<CampaignId>(id) ? await refOf(id) : null),
  );
  onPress(team, 'brand.verify', (ctx, thing) => press(ctx, thing, { verified18At: new Date(clock.now()) }));
  onPress(team, 'brand.unverify', (ctx, thing) => press(ctx, thing, { verified18At: null }));
  onPress(team, 'brand.risk', async (ctx, { id: pressed, rev }) => {
    const read = readPreset(pressed, [riskField(ctx.locale)]);
    if (read?.value) await press(ctx, { id: read.id, rev }, { riskLevel: read.value });
  });
  onPress(team, 'brand.geos', (ctx, { id, rev }) =>
    door.enter(ctx, geos, { answers: { thingId: id, thingRev: rev } }),
  );
  onPress(team, 'brand.licences', (ctx, { id, rev }) =>
    door.enter(ctx, licences, { answers: { thingId: id, thingRev: rev } }),
  );
  composer.use(check.composer);

  const section: Section = {
    id: 'brands',
    label: { key: 'section-brands' },
    open: (ctx) => openList(ctx, 0),
  };

  /** On a campaign's card: whom it is for, and that nobody has seen a proof of age. */
  const campaignPanel: Panel<{ _id: CampaignId }> = async ({ _id }, actor) => {
    const ref = await refOf(_id);
    const brand = ref && (await brands.get(ref));
    if (!brand) return { lines: [], rows: [] };
    const doubtful = brand.ref.type === 'onlyfans' && !brand.verified18At;
    const asked = doubtful && (await settings.read()).creatorCheck;
    return {
      lines: asked ? [ageLine(brand, asked, actor)] : [],
      rows: [[button(`🎭 ${brand.name}`, 'brand.open', brandKey(brand.ref))]],
    };
  };

  return { composer, section, dialogs: [geos, licences], campaignPanel };
}

import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { say, t } from '@common/i18n/index.js';
import type { Campaign } from '@common/models/index.js';
import { isRefused } from '@common/outcome.js';
import { Composer } from 'grammy';
import { onPress, type Press } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import type { DialogDoor } from '../../telegram/dialog/enter.js';
import { pageOf } from '../../telegram/pager.js';
import { present, type Screen, toast } from '../../telegram/screen.js';
import type { CampaignService } from './campaign.service.js';
import { createMoveRunDialog } from './move-run.conversation.js';
import type { RunChange, Runs } from './run-exceptions.rules.js';
import {
  type RunPlace,
  readRunPlace,
  readRunsPage,
  runScreen,
  runsScreen,
  type Scheduled,
} from './runs.view.js';
import type { WarningLines } from './warning-lines.js';

interface RunScreensDeps {
  campaigns: Pick<CampaignService, 'changeRun'>;
  runs: Runs;
  warningLines: WarningLines;
  clock: Clock;
  door: DialogDoor;
  /** Lets posts that wait follow. */
  plan(): Promise<void>;
  find(id: string): Promise<Campaign | null>;
  card(id: string, actor: Actor): Promise<Screen>;
}

/** More than anybody pages through; what comes after them is shown when they are over. */
const LISTED = 60;

/** The screens of a campaign's runs to come, one by one. */
export function createRunScreens(deps: RunScreensDeps) {
  const { campaigns, runs, clock, door, find } = deps;

  async function scheduled(id: string): Promise<Scheduled | undefined> {
    const campaign = await find(id);
    return campaign?.schedule ? { ...campaign, schedule: campaign.schedule } : undefined;
  }

  /** The runs; the campaign's card where it has none any more. */
  async function list(id: string, page: number, actor: Actor): Promise<Screen> {
    const campaign = await scheduled(id);
    if (!campaign) return deps.card(id, actor);
    const coming = runs.list(campaign.schedule, clock.now() + 1, LISTED);
    return runsScreen(campaign, pageOf(coming, page), actor);
  }

  /** One run; the list where it is none any more, for the schedule is another now. */
  async function one({ id, nominal, page }: RunPlace, actor: Actor): Promise<Screen> {
    const campaign = await scheduled(id);
    const run = campaign && runs.find(campaign.schedule, nominal);
    if (!run) return list(id, page, actor);
    return runScreen(campaign, run, { page, actor, now: clock.now() });
  }

  async function change(ctx: TeamContext, { id: pressed, rev }: Press, wanted: RunChange): Promise<void> {
    const place = readRunPlace(pressed);
    const campaign = place && (await find(place.id));
    if (!campaign) return toast(ctx, t(ctx.locale, 'refused-gone'));
    const about = { nominal: place.nominal, change: wanted, decidedAt: clock.now() };
    const outcome = await campaigns.changeRun(ctx.actor, campaign._id, rev, about);
    if (isRefused(outcome)) await toast(ctx, say(ctx.locale, outcome.refused));
    else await deps.plan();
    await present(ctx, await one(place, ctx.actor));
  }

  const moveDialog = createMoveRunDialog({ ...deps, screen: one });

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  onPress(team, 'run.list', async (ctx, { id: pressed }) => {
    const { id, page } = readRunsPage(pressed);
    await present(ctx, await list(id, page, ctx.actor));
  });
  onPress(team, 'run.open', async (ctx, { id }) => {
    const place = readRunPlace(id);
    if (place) await present(ctx, await one(place, ctx.actor));
  });
  onPress(team, 'run.skip', (ctx, press) => change(ctx, press, { kind: 'skip' }));
  onPress(team, 'run.back', (ctx, press) => change(ctx, press, { kind: 'restore' }));
  onPress(team, 'run.move', async (ctx, { id, rev }) => {
    const place = readRunPlace(id);
    if (place) await door.enter(ctx, moveDialog, { answers: { place, campaignRev: rev } });
  });

  return { composer, dialog: moveDialog };
}

import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { t } from '@common/i18n/index.js';
import type { Campaign } from '@common/models/index.js';
import { done, isRefused, refuse } from '@common/outcome.js';
import { formatMoment, instantOf, localTimeAt, plusDays } from '@common/time.js';
import { z } from 'zod';
import { type AnyDialog, defineDialog, type Scene, type Step } from '../../telegram/dialog/dialog.js';
import { momentStep } from '../../telegram/dialog/moment-step.js';
import type { Screen } from '../../telegram/screen.js';
import type { CampaignService } from './campaign.service.js';
import { readBack } from './campaign.view.js';
import { changeRun, keepable, type Runs } from './run-exceptions.rules.js';
import type { RunPlace } from './runs.view.js';
import type { WarningLines } from './warning-lines.js';

const answersSchema = z.object({
  place: z.object({ id: z.string(), nominal: z.string(), page: z.number() }).optional(),
  campaignRev: z.number().optional(),
  /** ms, UTC */
  dueAt: z.number().optional(),
  /** What the calendar shows. */
  view: z.string().optional(),
});
type Answers = { place: RunPlace; campaignRev: number; dueAt: number; view: string };

interface MoveRunDeps {
  campaigns: Pick<CampaignService, 'changeRun'>;
  runs: Runs;
  clock: Clock;
  warningLines: WarningLines;
  plan(): Promise<void>;
  find(id: string): Promise<Campaign | null>;
  /** The run, as it stands now. */
  screen(place: RunPlace, actor: Actor): Promise<Screen>;
}

const HOUR_MS = 3_600_000;

type MoveScene = Scene<Answers>;

/** The run that is to be moved, as it stands now; undefined when it is no run any more. */
async function found({ find, runs }: MoveRunDeps, { answers: { place } }: MoveScene) {
  const campaign = place && (await find(place.id));
  const { schedule } = campaign ?? {};
  if (!place || !campaign || !schedule) return undefined;
  const run = runs.find(schedule, place.nominal);
  return run && { campaign, schedule, place, run };
}

function askStep(deps: MoveRunDeps): Step<Answers> {
  return momentStep<Answers>({
    clock: deps.clock,
    async ask(scene) {
      const { locale, timezone } = scene.actor;
      const at = await found(deps, scene);
      const moment = at ? formatMoment(at.run.dueAt, timezone, locale) : '—';
      return t(locale, 'run-move-ask', { moment, zone: timezone });
    },
    async shortcuts(scene) {
      const { locale, timezone } = scene.actor;
      const at = await found(deps, scene);
      if (!at) return [];
      const { dueAt } = at.run;
      const nextDay = instantOf(plusDays(localTimeAt(dueAt, timezone), 1), timezone);
      return [
        { text: t(locale, 'run-move-hour'), at: dueAt + HOUR_MS },
        { text: t(locale, 'run-move-day'), at: nextDay },
      ];
    },
  });
}

/** Says at once why the run can't be moved there. */
function timeStep(deps: MoveRunDeps): Step<Answers> {
  const step = askStep(deps);
  return {
    ...step,
    async take(input, scene) {
      const verdict = await step.take(input, scene);
      if (!('next' in verdict)) return verdict;
      const at = await found(deps, scene);
      if (!at) return { complain: { key: 'refused-gone' } };
      const dueAt = keepable(verdict.next.dueAt ?? 0, at.schedule);
      const now = deps.clock.now();
      const moved = changeRun(
        at.schedule,
        at.place.nominal,
        { kind: 'move', to: dueAt },
        { now, runs: deps.runs },
      );
      return isRefused(moved) ? { complain: moved.refused } : { next: { ...verdict.next, dueAt } };
    },
  };
}

/** Times are read back before they count, with what else is in the groups then. */
function reviewStep(deps: MoveRunDeps): Step<Answers> {
  return {
    id: 'review',
    async ask(scene) {
      const { actor, answers } = scene;
      const { locale, timezone } = actor;
      const { dueAt = 0 } = answers;
      const at = await found(deps, scene);
      if (!at) return { body: { text: t(locale, 'refused-gone') }, rows: [] };
      const { campaign, run } = at;
      const question = t(locale, 'run-move-review', {
        name: campaign.name,
        moment: formatMoment(run.dueAt, timezone, locale),
        when: readBack(dueAt, deps.clock.now(), actor),
      });
      const plan = { campaign, groups: campaign.targetGroups, creatives: campaign.creatives };
      const warnings = await deps.warningLines(plan, [dueAt], actor);
      return {
        body: { text: [question, ...warnings].join('\n') },
        rows: [[{ text: t(locale, 'run-move-save'), value: 'save' }]],
      };
    },
    async take(input, scene) {
      if (input.kind !== 'press') return { complain: { key: 'expects-button' } };
      const at = await found(deps, scene);
      // Shown anew as it stands now; whoever still wants the move then presses again.
      if (at && at.campaign.rev !== scene.answers.campaignRev)
        return { complain: { key: 'refused-stale' }, note: { campaignRev: at.campaign.rev } };
      return { next: {} };
    },
  };
}

/** Another time for one run of a campaign. */
export function createMoveRunDialog(deps: MoveRunDeps): AnyDialog {
  return defineDialog<Answers>({
    id: 'move-run',
    title: { key: 'run-move-title' },
    answers: answersSchema as z.ZodType<Partial<Answers>>,
    steps: [timeStep(deps), reviewStep(deps)],
    async finish(scene) {
      const { actor, answers } = scene;
      const at = await found(deps, scene);
      if (!at) return refuse({ key: 'refused-gone' });
      const { campaignRev = 0, dueAt = 0 } = answers;
      const outcome = await deps.campaigns.changeRun(actor, at.campaign._id, campaignRev, {
        nominal: at.place.nominal,
        change: { kind: 'move', to: dueAt },
        decidedAt: deps.clock.now(),
      });
      if (isRefused(outcome)) return outcome;
      await deps.plan();
      return done(await deps.screen(at.place, actor));
    },
  });
}

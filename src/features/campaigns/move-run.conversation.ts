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
import type { RunPlace, Scheduled } from './runs.view.js';

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
  plan(): Promise<void>;
  find(id: string): Promise<Campaign | null>;
  /** The run, as it stands now. */
  screen(place: RunPlace, actor: Actor): Promise<Screen>;
}

const HOUR_MS = 3_600_000;

/** Another time for one run of a campaign. */
export function createMoveRunDialog(deps: MoveRunDeps): AnyDialog {
  const { clock, runs } = deps;

  async function found({ answers: { place } }: Pick<Scene<Answers>, 'answers'>) {
    const campaign = place && (await deps.find(place.id));
    const { schedule } = campaign ?? {};
    if (!place || !campaign || !schedule) return undefined;
    const run = runs.find(schedule, place.nominal);
    return run && { campaign: { ...campaign, schedule } satisfies Scheduled, place, run };
  }

  const timeStep = momentStep<Answers>({
    clock,
    async ask(scene) {
      const { locale, timezone } = scene.actor;
      const at = await found(scene);
      const moment = at ? formatMoment(at.run.dueAt, timezone, locale) : '—';
      return t(locale, 'run-move-ask', { moment, zone: timezone });
    },
    async shortcuts(scene) {
      const at = await found(scene);
      const { locale, timezone } = scene.actor;
      if (!at) return [];
      const { dueAt } = at.run;
      const nextDay = instantOf(plusDays(localTimeAt(dueAt, timezone), 1), timezone);
      return [
        { text: t(locale, 'run-move-hour'), at: dueAt + HOUR_MS },
        { text: t(locale, 'run-move-day'), at: nextDay },
      ];
    },
  });

  /** Why the run can't be moved there, before it is read back. */
  const checkedTime: Step<Answers> = {
    ...timeStep,
    async take(input, scene) {
      const verdict = await timeStep.take(input, scene);
      if (!('next' in verdict)) return verdict;
      const at = await found(scene);
      if (!at) return { complain: { key: 'refused-gone' } };
      const { schedule } = at.campaign;
      const dueAt = keepable(verdict.next.dueAt ?? 0, schedule);
      const change = { kind: 'move', to: dueAt } as const;
      const moved = changeRun(schedule, at.place.nominal, change, { now: clock.now(), runs });
      return isRefused(moved) ? { complain: moved.refused } : { next: { ...verdict.next, dueAt } };
    },
  };

  const reviewStep: Step<Answers> = {
    id: 'review',
    async ask(scene) {
      const { actor, answers } = scene;
      const { locale } = actor;
      const when = readBack(answers.dueAt ?? 0, clock.now(), actor);
      return {
        body: { text: t(locale, 'run-move-review', { when, ...(await wordsOf(scene)) }) },
        rows: [[{ text: t(locale, 'run-move-save'), value: 'save' }]],
      };
    },
    async take(input, scene) {
      if (input.kind !== 'press') return { complain: { key: 'expects-button' } };
      const at = await found(scene);
      // Shown anew as it stands now; whoever still wants the move then presses again.
      if (at && at.campaign.rev !== scene.answers.campaignRev)
        return { complain: { key: 'refused-stale' }, note: { campaignRev: at.campaign.rev } };
      return { next: {} };
    },
  };

  async function wordsOf(scene: Scene<Answers>): Promise<{ name: string; moment: string }> {
    const at = await found(scene);
    const { locale, timezone } = scene.actor;
    return {
      name: at?.campaign.name ?? '—',
      moment: at ? formatMoment(at.run.dueAt, timezone, locale) : '—',
    };
  }

  return defineDialog<Answers>({
    id: 'move-run',
    title: { key: 'run-move-title' },
    answers: answersSchema as z.ZodType<Partial<Answers>>,
    steps: [checkedTime, reviewStep],
    async finish(scene) {
      const { actor, answers } = scene;
      const at = await found(scene);
      if (!at) return refuse({ key: 'refused-gone' });
      const { campaignRev = 0, dueAt = 0 } = answers;
      const outcome = await deps.campaigns.changeRun(actor, at.campaign._id, campaignRev, {
        nominal: at.place.nominal,
        change: { kind: 'move', to: dueAt },
        decidedAt: clock.now(),
      });
      if (isRefused(outcome)) return outcome;
      await deps.plan();
      return done(await deps.screen(at.place, actor));
    },
  });
}

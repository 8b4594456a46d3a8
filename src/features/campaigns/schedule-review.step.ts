import type { Actor } from '@common/actor.js';
import { t } from '@common/i18n/index.js';
import { type CreativeId, type GroupId, isId } from '@common/ids.js';
import type { Campaign, TelegramGroup } from '@common/models/index.js';
import { clockChange, comesTwice, formatDay, formatMoment, instantOf, localTimeAt } from '@common/time.js';
import type { Scene, Step } from '../../telegram/dialog/dialog.js';
import type { CreativeService } from '../creatives/index.js';
import type { CampaignService } from './campaign.service.js';
import { readBack } from './campaign.view.js';
import { placementLines } from './placement.view.js';
import { clockNotes, isOnWall, scheduleText } from './rule.view.js';
import { campaignIdOf, isRepeating, NOW, type ScheduleAnswers, scheduleOf } from './schedule-answers.js';
import type { WarningLines } from './warning-lines.js';
import type { Run, WhenDeps } from './when.steps.js';

type Answers = ScheduleAnswers;

export interface ReviewDeps extends WhenDeps {
  campaigns: Pick<CampaignService, 'get'>;
  creatives: Pick<CreativeService, 'get'>;
  groups: { active(): Promise<TelegramGroup[]> };
  warningLines: WarningLines;
}

/** So many runs are shown before a plan is saved. */
const SHOWN = 5;
/** "• Sun 28 Mar, 03:00 (no 02:30 on that day)" */
function runLine({ dueAt, nominal }: Run, onWall: boolean, { locale, timezone }: Actor): string {
  const moment = formatMoment(dueAt, timezone, locale);
  if (!onWall) return `• ${moment}`;
  if (localTimeAt(dueAt, timezone) !== nominal)
    return t(locale, 'review-run-gap', { moment, time: nominal.slice(11, 16) });
  return comesTwice(nominal, timezone) ? t(locale, 'review-run-twice', { moment }) : `• ${moment}`;
}

/** Says that clocks change before the last of the runs, and what that means. */
function changeLines(
  runs: readonly Run[],
  now: number,
  onWall: boolean,
  { locale, timezone }: Actor,
): string[] {
  const last = runs.at(-1);
  const change = last && clockChange(timezone, now, last.dueAt + 86_400_000);
  if (!change) return [];
  const about = {
    zone: timezone,
    day: formatDay(change.after.slice(0, 10), locale),
    from: change.before.slice(11, 16),
    to: change.after.slice(11, 16),
  };
  return [t(locale, onWall ? 'review-clocks-wall' : 'review-clocks-hours', about)];
}

export function reviewStep(deps: ReviewDeps): Step<Answers> {
  const { clock, campaigns, creatives } = deps;

  async function campaignOf(answers: Partial<Answers>): Promise<Campaign | null> {
    const id = campaignIdOf(answers);
    return id ? campaigns.get(id) : null;
  }

  function runsOf({ actor, answers }: Scene<Answers>, now: number): Run[] {
    const id = campaignIdOf(answers);
    const schedule = scheduleOf(answers, actor.timezone, now);
    if (!id) return [];
    if (schedule.rule.kind !== 'once') return deps.upcoming(id, schedule, now + 1, SHOWN);
    return [{ dueAt: instantOf(schedule.rule.at, schedule.zone), nominal: schedule.rule.at }];
  }

  function whenLines(runs: readonly Run[], { actor, answers }: Scene<Answers>, now: number): string[] {
    const { locale } = actor;
    const [first] = runs;
    const schedule = scheduleOf(answers, actor.timezone, now);
    if (!isRepeating(answers)) {
      const { at = NOW } = answers;
      const isNow = at === NOW || !first;
      const when = isNow ? t(locale, 'schedule-now') : readBack(first.dueAt, now, actor);
      const notes = isNow ? [] : clockNotes(first, schedule, locale);
      return [t(locale, 'schedule-review-time', { when }), ...notes];
    }
    const onWall = isOnWall(schedule.rule);
    return [
      t(locale, 'schedule-review-time', { when: scheduleText(schedule, locale) }),
      t(locale, 'review-next', { count: runs.length }),
      ...runs.map((run) => runLine(run, onWall, actor)),
      ...changeLines(runs, now, onWall, actor),
    ];
  }

  async function linesOf(scene: Scene<Answers>): Promise<string[]> {
    const { locale } = scene.actor;
    const { groups = [], creatives: picked = [] } = scene.answers;
    const now = clock.now();
    const campaign = await campaignOf(scene.answers);
    const targets = (await deps.groups.active()).filter(({ _id }) => groups.includes(_id));
    const names = await Promise.all(picked.filter(isId<CreativeId>).map((id) => creatives.get(id)));
    const runs = runsOf(scene, now);
    const plan = { groups: groups.filter(isId<GroupId>), creatives: picked.filter(isId<CreativeId>) };
    const instants = runs.map(({ dueAt }) => dueAt);
    const warnings = campaign ? await deps.warningLines({ campaign, ...plan }, instants, scene.actor) : [];
    return [
      t(locale, 'schedule-review-campaign', { name: campaign?.name ?? '—' }),
      t(locale, 'schedule-review-creatives', {
        names: names.flatMap((one) => (one ? [one.name] : [])).join(', '),
      }),
      t(locale, 'schedule-review-groups', { titles: targets.map(({ title }) => title).join(', ') }),
      ...whenLines(runs, scene, now),
      ...(campaign ? placementLines(campaign.placement, locale) : []),
      ...warnings,
      ...(campaign?.schedule ? [t(locale, 'schedule-review-replaces')] : []),
      ...(campaign?.schedule?.exceptions.length ? [t(locale, 'schedule-review-forgets')] : []),
    ];
  }

  return {
    id: 'review',
    async ask(scene) {
      const { locale } = scene.actor;
      const count = scene.answers.groups?.length ?? 0;
      const text = isRepeating(scene.answers)
        ? t(locale, 'schedule-save-rule')
        : t(locale, 'schedule-save', { count });
      return { body: { text: (await linesOf(scene)).join('\n') }, rows: [[{ text, value: 'save' }]] };
    },
    async take(input, scene) {
      const { at = NOW, campaignRev } = scene.answers;
      if (input.kind !== 'press') return { complain: { key: 'expects-button' } };
      const campaign = await campaignOf(scene.answers);
      // The review is shown anew; whoever still wants the plan then presses again.
      if (campaign && campaign.rev !== campaignRev)
        return { complain: { key: 'refused-stale' }, note: { campaignRev: campaign.rev } };
      // A moment that passed while the review stood there is not what the person wanted.
      const now = clock.now();
      const isOnce = !isRepeating(scene.answers);
      if (isOnce && at !== NOW && instantOf(at, scene.actor.timezone) <= now)
        return { complain: { key: 'time-passed' } };
      if (!isOnce && runsOf(scene, now).length === 0) return { complain: { key: 'rule-never' } };
      return { next: {} };
    },
  };
}

import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { type Message, t } from '@common/i18n/index.js';
import type { CampaignId } from '@common/ids.js';
import type { Recurrence, Schedule } from '@common/models/index.js';
import { type LocalTime, localTimeAt, plusDays } from '@common/time.js';
import type { Scene, Step, Verdict } from '../../telegram/dialog/dialog.js';
import { readTypedTime } from '../../telegram/typed-time.js';
import { weekdayName } from './rule.view.js';
import { campaignIdOf, isRepeating, NOW, type ScheduleAnswers, scheduleOf } from './schedule-answers.js';
import { isMomentToo, type RuleKind, readTimes, readTypedRule, wordsOf } from './typed-rule.rules.js';

type Answers = ScheduleAnswers;

/** A run that is to come; `nominal` is the time that the rule names, which a wall may not show on that day. */
export interface Run {
  dueAt: number;
  nominal: string;
}

export interface WhenDeps {
  clock: Clock;
  /** The first runs of a schedule after an instant (ms, UTC). */
  upcoming(id: CampaignId, schedule: Schedule, from: number, count: number): Run[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** More runs than this a day, and it is no plan but a slip. */
const DAILY_MAX = 48;
const COUNT_MAX = 1_000;
const KINDS: readonly RuleKind[] = ['daily', 'weekly', 'every', 'monthly', 'cron'];
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const EVERY = ['6 h', '12 h', '1 day', '2 days', '1 week', '2 weeks'];

const shortened = (text: string) => text.slice(0, 60);

/** The schedule that the answers come to, with its next runs; or why it cannot be. */
function examine(
  { clock, upcoming }: WhenDeps,
  { actor, answers }: Scene<Answers>,
  given: Partial<Answers>,
): Message | undefined {
  const now = clock.now();
  const schedule = scheduleOf({ ...answers, ...given }, actor.timezone, now);
  const id = campaignIdOf(answers);
  if (!id) return { key: 'refused-gone' };
  const runs = upcoming(id, schedule, now + 1, DAILY_MAX + 1);
  const [first, last] = [runs[0], runs[DAILY_MAX]];
  if (!first) return { key: schedule.rule.kind === 'cron' ? 'rule-cron-unreadable' : 'rule-never' };
  return last && last.dueAt - first.dueAt < DAY_MS
    ? { key: 'rule-too-often', args: { max: DAILY_MAX } }
    : undefined;
}

/** The first time that counts, after now: "so many times" means posts, so none of them may have passed. */
function startOf(rule: Recurrence, now: number, zone: string): LocalTime {
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  if (rule.kind !== 'every') return localTimeAt(minute + MINUTE_MS, zone);
  if (rule.unit === 'hours') return localTimeAt(minute + rule.n * HOUR_MS, zone);
  return plusDays(localTimeAt(minute, zone), rule.unit === 'weeks' ? rule.n * 7 : rule.n);
}

/** Takes a rule as the answer, unless it never comes or comes too often. */
function take(deps: WhenDeps, scene: Scene<Answers>, rule: Recurrence): Verdict<Answers> {
  const start = startOf(rule, deps.clock.now(), scene.actor.timezone);
  const given = { rule: JSON.stringify(rule), start, until: '' };
  const problem = examine(deps, scene, given);
  return problem ? { complain: problem } : { next: given };
}

/** Once, by button or typed; or the way to a rule, which may be typed here too. */
export function timeStep(deps: WhenDeps): Step<Answers> {
  const { clock } = deps;
  const presets: Record<string, (actor: Actor) => string> = {
    now: () => NOW,
    hour: ({ timezone }) => localTimeAt(clock.now() + HOUR_MS, timezone),
    tomorrow: ({ timezone }) => plusDays(localTimeAt(clock.now(), timezone), 1),
  };
  const once = (at: string) => ({ next: { at, repeat: '' as const, rule: '' } });
  return {
    id: 'time',
    ask: async ({ actor: { locale, timezone } }) => {
      const choice = (key: 'schedule-now' | 'schedule-hour' | 'schedule-tomorrow', value: string) => ({
        text: t(locale, key),
        value,
      });
      const again = (kind: RuleKind) => ({ text: t(locale, `repeat-${kind}`), value: kind });
      return {
        body: { text: t(locale, 'schedule-ask-time', { zone: timezone }) },
        rows: [
          [choice('schedule-now', 'now'), choice('schedule-hour', 'hour')],
          [choice('schedule-tomorrow', 'tomorrow')],
          [again('daily'), again('weekly')],
          [again('every'), again('monthly'), again('cron')],
        ],
      };
    },
    async take(input, scene) {
      const { actor } = scene;
      if (input.kind === 'press') {
        const kind = KINDS.find((one) => one === input.value);
        if (kind) return { next: { repeat: kind, rule: '', weekdays: [] } };
        const at = presets[input.value]?.(actor);
        return at ? once(at) : { complain: { key: 'expects-button' } };
      }
      const text = input.message.text ?? '';
      const rule = readTypedRule(text);
      if (rule && !isMomentToo(text, rule)) {
        const verdict = take(deps, scene, rule);
        return 'next' in verdict ? { next: { ...verdict.next, repeat: '' } } : verdict;
      }
      const read = readTypedTime(text, { now: clock.now(), zone: actor.timezone });
      if ('local' in read) return once(read.local);
      return { complain: { key: `time-${read.unclear}`, args: { text: shortened(text) } } };
    },
  };
}

/** What was typed for a kind of rule: the whole rule, or only what this kind still needs. */
function readFor(kind: Answers['repeat'], text: string, weekdays: readonly number[]): Recurrence | undefined {
  const whole = readTypedRule(text);
  if (whole) return whole;
  if (kind === 'daily') return readTypedRule(`daily ${text}`);
  if (kind === 'every') return readTypedRule(`every ${text}`);
  if (kind === 'monthly') return readTypedRule(`monthly ${text}`);
  if (kind === 'cron') return readTypedRule(`cron ${text}`);
  const times = readTimes(wordsOf(text));
  return times && weekdays.length > 0 ? { kind: 'weekly', weekdays: [...weekdays], times } : undefined;
}

function toggled(weekdays: readonly number[], weekday: number): number[] {
  const others = weekdays.filter((other) => other !== weekday);
  return others.length < weekdays.length ? others : [...weekdays, weekday].sort((a, b) => a - b);
}

/** The rule in detail. */
export function repeatStep(deps: WhenDeps): Step<Answers> {
  return {
    id: 'repeat',
    skip: ({ repeat = '' }) => repeat === '',
    async ask({ actor: { locale, timezone }, answers: { repeat = 'daily', weekdays = [] } }) {
      const kind = repeat === '' ? 'daily' : repeat;
      const day = (weekday: number) => ({
        text: `${weekdays.includes(weekday) ? '✅' : '☑️'} ${weekdayName(weekday, locale)}`,
        value: String(weekday),
      });
      const rows = {
        daily: [],
        weekly: [WEEKDAYS.slice(0, 4).map(day), WEEKDAYS.slice(4).map(day)],
        every: [EVERY.slice(0, 3), EVERY.slice(3)].map((row) => row.map((text) => ({ text, value: text }))),
        monthly: [],
        cron: [],
      };
      return { body: { text: t(locale, `repeat-ask-${kind}`, { zone: timezone }) }, rows: rows[kind] };
    },
    async take(input, scene) {
      const { repeat = 'daily', weekdays = [] } = scene.answers;
      if (input.kind === 'press' && repeat === 'weekly' && WEEKDAYS.includes(Number(input.value)))
        return { stay: { weekdays: toggled(weekdays, Number(input.value)) } };
      const text = input.kind === 'press' ? input.value : (input.message.text ?? '');
      const rule = readFor(repeat, text, weekdays);
      if (rule) return take(deps, scene, rule);
      if (repeat === 'weekly' && weekdays.length === 0) return { complain: { key: 'repeat-pick-days' } };
      return { complain: { key: 'rule-unreadable', args: { text: shortened(text) } } };
    },
  };
}

/** Until when, or how often. */
export function untilStep(deps: WhenDeps): Step<Answers> {
  return {
    id: 'until',
    skip: (answers) => !isRepeating(answers),
    ask: async ({ actor: { locale } }) => ({
      body: { text: t(locale, 'until-ask') },
      rows: [[{ text: t(locale, 'until-ever'), value: 'ever' }]],
    }),
    async take(input, scene) {
      if (input.kind === 'press') return { next: { until: '' } };
      const text = input.message.text ?? '';
      const [, count] = /^(\d{1,5})\s*(?:x|times?)?$/i.exec(text.trim()) ?? [];
      if (count !== undefined) {
        if (Number(count) < 1 || Number(count) > COUNT_MAX)
          return { complain: { key: 'until-count', args: { max: COUNT_MAX } } };
        return { next: { until: `${Number(count)}x` } };
      }
      const reference = { now: deps.clock.now(), zone: scene.actor.timezone };
      const read = readTypedTime(text, reference);
      // A date alone is meant to its end.
      const whole = 'local' in read ? read : readTypedTime(`${text} 23:59`, reference);
      if (!('local' in whole))
        return { complain: { key: 'until-unreadable', args: { text: shortened(text) } } };
      const problem = examine(deps, scene, { until: whole.local });
      return problem ? { complain: problem } : { next: { until: whole.local } };
    },
  };
}

import type { Recurrence } from '@common/models/index.js';
import type { LocalTime } from '@common/time.js';
import { Cron } from 'croner';

/** A time at which a rule wants something, as a wall shows it, and which turn that is: no matter from where one counts. */
export interface NominalTime {
  at: LocalTime;
  turn: number;
}

/** The rules that follow a wall clock day by day. */
export type DailyRule = Exclude<Recurrence, { kind: 'once' } | { unit: 'hours' } | { kind: 'cron' }>;

const DAY_MS = 86_400_000;
/** Wall-clock times have four digits of year; every search ends here. */
const LAST_DAY = Date.UTC(9999, 11, 31) / DAY_MS;
/** What repeats without a start counts from here: a Thursday. */
const FIRST_MOMENT = '1970-01-01T00:00:00';

/** Days since 1970 of a wall-clock time; a wall knows no zone, so plain arithmetic will do. */
function dayOf(local: LocalTime): number {
  return Math.floor(Date.parse(`${local}Z`) / DAY_MS);
}

function isoOf(wallMs: number): LocalTime {
  return new Date(wallMs).toISOString().slice(0, 19);
}

/** The 31st of a short month is its last day. */
function monthOf(day: number, wanted: number): number | undefined {
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return date.getUTCDate() === Math.min(wanted, last) ? year * 12 + month : undefined;
}

/** Which one of the rule's days this is; undefined where it is none. */
function ordinalOf(rule: DailyRule, day: number, firstDay: number): number | undefined {
  if (rule.kind === 'daily') return day;
  if (rule.kind === 'monthly') return monthOf(day, rule.day);
  if (rule.kind === 'every') {
    const step = rule.unit === 'weeks' ? rule.n * 7 : rule.n;
    const distance = day - firstDay;
    return distance >= 0 && distance % step === 0 ? distance / step : undefined;
  }
  const weekdays = [...new Set(rule.weekdays)].sort((a, b) => a - b);
  const sinceMonday = day + 3;
  const index = weekdays.indexOf((sinceMonday % 7) + 1);
  return index < 0 ? undefined : Math.floor(sinceMonday / 7) * weekdays.length + index;
}

function timesOf(rule: DailyRule, anchor: LocalTime): string[] {
  if (rule.kind === 'every') return [anchor.slice(11)];
  return [...new Set(rule.times)].sort().map((time) => `${time}:00`);
}

/** The times of a rule from the day of `since` on, in order and lazily: most rules never end. */
export function* dailyTimes(
  rule: DailyRule,
  start: LocalTime | null,
  since: LocalTime,
): Generator<NominalTime> {
  const anchor = start ?? FIRST_MOMENT;
  const times = timesOf(rule, anchor);
  for (let day = Math.max(0, dayOf(since)); day <= LAST_DAY; day++) {
    const ordinal = ordinalOf(rule, day, dayOf(anchor));
    if (ordinal === undefined) continue;
    const date = isoOf(day * DAY_MS).slice(0, 10);
    for (const [index, time] of times.entries())
      yield { at: `${date}T${time}`, turn: ordinal * times.length + index };
  }
}

/** Reads a cron line of five fields; undefined where it is none, or names no day that ever comes. */
function readCron(expression: string): Cron | undefined {
  try {
    const cron = new Cron(expression, { timezone: 'UTC', mode: '5-part', paused: true });
    return cron.nextRun(new Date(0)) ? cron : undefined;
  } catch {
    return undefined;
  }
}

/** The same for a cron line. It is asked about a wall clock without a zone, so that zones follow Herald's rules alone. */
export function* cronTimes(expression: string, since: LocalTime): Generator<NominalTime> {
  const cron = readCron(expression);
  let at = new Date(Math.max(0, dayOf(since)) * DAY_MS - 1);
  let today = { day: -1, index: 0 };
  for (;;) {
    const next = cron?.nextRun(at);
    if (!next) return;
    const day = Math.floor(next.getTime() / DAY_MS);
    if (day > LAST_DAY) return;
    today = { day, index: day === today.day ? today.index + 1 : 0 };
    yield { at: isoOf(next.getTime()), turn: day + today.index };
    at = next;
  }
}

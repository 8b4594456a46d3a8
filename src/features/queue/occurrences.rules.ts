import type { CampaignId } from '@common/ids.js';
import type { Recurrence, Schedule } from '@common/models/index.js';
import { hasDate, instantOf, type LocalTime, localTimeAt, plusDays } from '@common/time.js';
import { cronTimes, dailyTimes, type NominalTime } from './nominal-times.rules.js';

/** One nominal time of a schedule. */
export interface Occurrence {
  /** `schedule|nominal local time|zone`: the same occurrence has the same key, whoever plans it and when. */
  key: string;
  /** What the key names and exceptions refer to: a wall's time; of "every N hours" the time in UTC. */
  nominal: LocalTime;
  /** ms, UTC */
  dueAt: number;
  /** Counts the runs, whatever the window that is looked at: whose turn it is in the rotation. */
  turn: number;
}

type Placed = Omit<Occurrence, 'key'>;
type HoursRule = Extract<Recurrence, { kind: 'every' }> & { unit: 'hours' };

const HOUR_MS = 3_600_000;
/** No zone is further from any other, and no gap is longer. */
const MARGIN_DAYS = -2;
const LAST_MOMENT = Date.UTC(9999, 11, 30);

function countsHours(rule: Recurrence): rule is HoursRule {
  return rule.kind === 'every' && rule.unit === 'hours';
}

/** Elapsed hours, whatever walls show. */
function* hourly(
  { rule, start, end, zone }: Schedule & { rule: HoursRule },
  from: number,
): Generator<Placed> {
  const first = start === null ? 0 : instantOf(start, zone);
  const last = Math.min(LAST_MOMENT, end === null ? LAST_MOMENT : instantOf(end, zone));
  const step = rule.n * HOUR_MS;
  for (let turn = Math.max(0, Math.ceil((from - first) / step)); first + turn * step <= last; turn++) {
    const dueAt = first + turn * step;
    yield { nominal: new Date(dueAt).toISOString().slice(0, 19), dueAt, turn };
  }
}

function wallTimes({ rule, start }: Schedule, since: LocalTime): Iterable<NominalTime> {
  if (rule.kind === 'once') return [{ at: rule.at, turn: 0 }];
  if (rule.kind === 'cron') return cronTimes(rule.expression, since);
  if (countsHours(rule)) throw new Error('hours have no wall clock');
  return dailyTimes({ ...rule }, start, since);
}

function* onTheWall(schedule: Schedule, from: number): Generator<Placed> {
  const { zone, start, end, rule } = schedule;
  const near = plusDays(localTimeAt(Math.min(Math.max(from, 0), LAST_MOMENT), zone), MARGIN_DAYS);
  for (const { at, turn } of wallTimes(schedule, start !== null && start > near ? start : near)) {
    if (end !== null && at > end) return;
    if (start !== null && at < start) continue;
    // A date that the zone leaves out altogether has no run of its own: its neighbours have theirs.
    if (rule.kind !== 'once' && !hasDate(at, zone)) continue;
    const dueAt = instantOf(at, zone);
    if (dueAt >= from) yield { nominal: at, dueAt, turn };
  }
}

/** Nominal times that fall on the same instant are one, under the later one's name. */
function* merged(times: Iterable<Placed>): Generator<Placed> {
  let held: Placed | undefined;
  for (const time of times) {
    if (held && time.dueAt > held.dueAt) yield held;
    held = time;
  }
  if (held) yield held;
}

/** What the rule says, before anybody skipped or moved a run of it. A skipped run counts among "so many times". */
function* ruled(schedule: Schedule, from: number): Generator<Placed> {
  const { rule, count, start, zone } = schedule;
  const since = count === null ? from : start === null ? 0 : instantOf(start, zone);
  let left = count ?? Number.POSITIVE_INFINITY;
  const times = countsHours(rule) ? hourly({ ...schedule, rule }, since) : onTheWall(schedule, since);
  for (const time of merged(times)) {
    if (left-- <= 0) return;
    if (time.dueAt >= from) yield time;
  }
}

/** Null where a run was skipped. */
function exceptionsOf({ exceptions }: Schedule): ReadonlyMap<LocalTime, LocalTime | null> {
  return new Map(exceptions.map(({ nominal, movedTo }) => [nominal, movedTo]));
}

function ruledInstant({ rule, zone }: Schedule, nominal: LocalTime): number {
  return countsHours(rule) ? Date.parse(`${nominal}Z`) : instantOf(nominal, zone);
}

/** The runs that were moved to another time, by that time. */
function movedRuns(schedule: Schedule, exceptions: ReadonlyMap<LocalTime, LocalTime | null>): Placed[] {
  const runs: Placed[] = [];
  for (const [nominal, movedTo] of exceptions) {
    if (movedTo === null) continue;
    const [run] = take(ruled(schedule, ruledInstant(schedule, nominal)), 1);
    if (run?.nominal === nominal) runs.push({ ...run, dueAt: instantOf(movedTo, schedule.zone) });
  }
  return runs.sort((a, b) => a.dueAt - b.dueAt);
}

/** Two ordered rows as one; of the same instant the later nominal time comes last. */
function* zipped(some: Iterable<Placed>, others: readonly Placed[]): Generator<Placed> {
  const queue = [...others];
  const isBefore = (a: Placed, b: Placed) =>
    a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.nominal < b.nominal);
  for (const one of some) {
    for (let other = queue[0]; other && isBefore(other, one); other = queue[0]) {
      yield other;
      queue.shift();
    }
    yield one;
  }
  yield* queue;
}

/** All occurrences of a schedule from an instant (ms, UTC) on, by time. Lazy, for a schedule may never end. */
export function* occurrencesFrom(
  campaignId: CampaignId,
  schedule: Schedule,
  from: number,
): Generator<Occurrence> {
  const exceptions = exceptionsOf(schedule);
  const moved = movedRuns(schedule, exceptions).filter(({ dueAt }) => dueAt >= from);
  const suffix = `${countsHours(schedule.rule) ? 'Z' : ''}|${schedule.zone}`;
  const kept = without(ruled(schedule, from), exceptions);
  for (const time of merged(zipped(kept, moved)))
    yield { ...time, key: `${campaignId}|${time.nominal}${suffix}` };
}

function* without(times: Iterable<Placed>, exceptions: ReadonlyMap<LocalTime, unknown>): Generator<Placed> {
  for (const time of times) if (!exceptions.has(time.nominal)) yield time;
}

/** Those before `to`. */
export function* occurrencesBetween(
  campaignId: CampaignId,
  schedule: Schedule,
  from: number,
  to: number,
): Generator<Occurrence> {
  for (const occurrence of occurrencesFrom(campaignId, schedule, from)) {
    if (occurrence.dueAt >= to) return;
    yield occurrence;
  }
}

/** The first ones of what may never end. */
export function take<T>(items: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  if (count > 0)
    for (const item of items) {
      taken.push(item);
      if (taken.length >= count) break;
    }
  return taken;
}

/** The first runs of a schedule from an instant (ms, UTC) on. */
export function upcomingRuns(
  campaignId: CampaignId,
  schedule: Schedule,
  from: number,
  count: number,
): Occurrence[] {
  return take(occurrencesFrom(campaignId, schedule, from), count);
}

/** The occurrence with this key, if the schedule still has it. */
export function occurrenceOf(
  campaignId: CampaignId,
  schedule: Schedule,
  key: string,
): Occurrence | undefined {
  const [, nominal = ''] = /^[^|]*\|(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z?\|/.exec(key) ?? [];
  if (nominal === '') return undefined;
  const moved = schedule.exceptions.findLast((exception) => exception.nominal === nominal)?.movedTo;
  const dueAt = moved ? instantOf(moved, schedule.zone) : ruledInstant(schedule, nominal);
  const [first] = take(occurrencesFrom(campaignId, schedule, dueAt), 1);
  return first?.key === key ? first : undefined;
}

/** A run as people see it: one that was skipped too, and one that was moved in both of its places. */
export interface ListedRun {
  /** What the rule calls it, and exceptions. */
  nominal: LocalTime;
  /** ms, UTC: when it is posted, or would be if nobody had skipped it. */
  dueAt: number;
  /** ms, UTC: when the rule wants it. */
  ruledAt: number;
  /** ms, UTC: its place in the list. Of a moved run that is `ruledAt` once, and `dueAt` once. */
  listedAt: number;
  state: 'planned' | 'skipped' | 'moved';
}

function* listedFrom(schedule: Schedule, from: number): Generator<ListedRun> {
  const exceptions = exceptionsOf(schedule);
  const moved = movedRuns(schedule, exceptions).filter(({ dueAt }) => dueAt >= from);
  for (const { nominal, dueAt: listedAt } of zipped(ruled(schedule, from), moved)) {
    const exception = exceptions.get(nominal);
    const ruledAt = ruledInstant(schedule, nominal);
    const dueAt = exception ? instantOf(exception, schedule.zone) : ruledAt;
    const state = exception === undefined ? 'planned' : exception === null ? 'skipped' : 'moved';
    yield { nominal, dueAt, ruledAt, listedAt, state };
  }
}

/** The first runs from an instant (ms, UTC) on, with those that were skipped or moved. */
export function listRuns(schedule: Schedule, from: number, count: number): ListedRun[] {
  return take(listedFrom(schedule, from), count);
}

/** The run that a rule calls so, if it has one. */
export function runOf(schedule: Schedule, nominal: LocalTime): ListedRun | undefined {
  const movedTo = exceptionsOf(schedule).get(nominal);
  const at = movedTo ? instantOf(movedTo, schedule.zone) : ruledInstant(schedule, nominal);
  for (const run of listedFrom(schedule, at)) {
    if (run.nominal === nominal) return run;
    if (run.listedAt > at) return undefined;
  }
  return undefined;
}

import type { Recurrence, Schedule } from '../../src/common/models/index.js';
import { dayOf, HOUR, MINUTE, plusMinutes, wallAt, weekOf } from './wall.js';

/** A time at which a schedule wants a post. */
export interface Run {
  /** As the engine names it, without the campaign: `nominal|zone`. */
  name: string;
  /** ms, UTC */
  at: number;
}

/** Cron lines, and what they mean said once more by hand. */
export const CRON_LINES: Record<string, (wall: string) => boolean> = {
  '*/40 2,14 * * *': (wall) => ['02:00', '02:40', '14:00', '14:40'].includes(timeOf(wall)),
  '15 10 * * 1-5': (wall) => timeOf(wall) === '10:15' && dayOf(wall) - weekOf(wall) < 5,
  '0 */6 * * *': (wall) => ['00:00', '06:00', '12:00', '18:00'].includes(timeOf(wall)),
};

function timeOf(wall: string): string {
  return wall.slice(11, 16);
}

/** The last day of a month is the 31st of a short one. */
function isDayOfMonth(wall: string, day: number): boolean {
  const today = Number(wall.slice(8, 10));
  const isLast = plusMinutes(wall, 24 * 60).slice(5, 7) !== wall.slice(5, 7);
  return today === day || (isLast && today < day);
}

/** Whether the rule names what a wall shows. */
function names(rule: Recurrence, anchor: string, wall: string): boolean {
  switch (rule.kind) {
    case 'once':
      return wall === rule.at;
    case 'daily':
      return rule.times.includes(timeOf(wall));
    case 'weekly':
      return rule.times.includes(timeOf(wall)) && rule.weekdays.includes(dayOf(wall) - weekOf(wall) + 1);
    case 'monthly':
      return rule.times.includes(timeOf(wall)) && isDayOfMonth(wall, rule.day);
    case 'cron':
      return CRON_LINES[rule.expression]?.(wall) ?? false;
    case 'every': {
      const days = rule.n * (rule.unit === 'weeks' ? 7 : 1);
      const since = dayOf(wall) - dayOf(anchor);
      return timeOf(wall) === timeOf(anchor) && since >= 0 && since % days === 0;
    }
  }
}

function inside(wall: string, { start, end }: Schedule): boolean {
  return (start === null || wall >= start) && (end === null || wall <= end);
}

/** Elapsed hours: no wall has a say, but for where they begin and end. */
function hours(schedule: Schedule, n: number, from: number, to: number): Run[] {
  const { start, end, zone } = schedule;
  const runs: Run[] = [];
  let first = start === null ? 0 : undefined;
  for (let at = from; at <= to; at += MINUTE) {
    const wall = wallAt(at, zone);
    if (first === undefined && start !== null && wall >= start) first = at;
    if (end !== null && wall > end) break;
    if (first !== undefined && (at - first) % (n * HOUR) === 0)
      runs.push({ name: `${new Date(at).toISOString().slice(0, 19)}Z|${zone}`, at });
  }
  return runs;
}

/**
 * A wall-clock time comes when a wall first shows it or something later: so one that is skipped comes at the end of the
 * gap, and one that comes twice counts once. What comes in the same minute is one run, named after the latest.
 */
function onTheWall(schedule: Schedule, from: number, to: number): Run[] {
  const { rule, zone } = schedule;
  const anchor = schedule.start ?? '1970-01-01T00:00:00';
  const runs: Run[] = [];
  let latest = plusMinutes(wallAt(from, zone), -1);
  for (let at = from; at <= to; at += MINUTE) {
    const wall = wallAt(at, zone);
    let nominal: string | undefined;
    while (latest < wall) {
      latest = plusMinutes(latest, 1);
      if (inside(latest, schedule) && names(rule, anchor, latest)) nominal = latest;
    }
    if (nominal !== undefined) runs.push({ name: `${nominal}|${zone}`, at });
  }
  return runs;
}

/** All runs of a schedule whose start, if it has one, lies in the window of whole minutes; by time. */
export function runsOf(schedule: Schedule, from: number, to: number): Run[] {
  const { rule, count } = schedule;
  const runs =
    rule.kind === 'every' && rule.unit === 'hours'
      ? hours(schedule, rule.n, from, to)
      : onTheWall(schedule, from, to);
  return runs.slice(0, count ?? runs.length);
}

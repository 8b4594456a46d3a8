import type { Schedule } from '@common/models/index.js';
import { done, type Outcome, refuse } from '@common/outcome.js';
import { instantOf, type LocalTime, localTimeAt } from '@common/time.js';

/** A run of a schedule that is to come; times in ms, UTC. */
export interface CampaignRun {
  /** What the rule calls it. */
  nominal: LocalTime;
  /** When it is posted, or would be if nobody had skipped it. */
  dueAt: number;
  /** When the rule wants it. */
  ruledAt: number;
  /** Its place in the list: a moved run stands there at both of its times. */
  listedAt: number;
  state: 'planned' | 'skipped' | 'moved';
}

/** How to ask a schedule for its runs. */
export interface Runs {
  list(schedule: Schedule, from: number, count: number): CampaignRun[];
  find(schedule: Schedule, nominal: LocalTime): CampaignRun | undefined;
}

/** What a person may do with one run; a move goes to an instant (ms, UTC). */
export type RunChange = { kind: 'skip' } | { kind: 'restore' } | { kind: 'move'; to: number };

/** The instant that a schedule can keep for one that was asked for: whole seconds, and of an hour that comes twice the first. */
export function keepable(to: number, { zone }: Pick<Schedule, 'zone'>): number {
  return instantOf(localTimeAt(to, zone), zone);
}

/** The time from which a run no longer can be changed: what is due already is in the queue, and decided there. */
function isOver({ dueAt, ruledAt }: CampaignRun, change: RunChange, now: number): boolean {
  return dueAt <= now || (change.kind === 'restore' && ruledAt <= now);
}

/** The schedule after a person's decision about one of its runs; `now` in ms, UTC. */
export function changeRun(
  schedule: Schedule,
  nominal: LocalTime,
  change: RunChange,
  { now, runs }: { now: number; runs: Runs },
): Outcome<Schedule> {
  const run = runs.find(schedule, nominal);
  if (!run) return refuse({ key: 'refused-gone' });
  if (isOver(run, change, now)) return refuse({ key: 'refused-run-over' });
  const others = schedule.exceptions.filter((exception) => exception.nominal !== nominal);
  const withExceptions = (exceptions: Schedule['exceptions']) => done({ ...schedule, exceptions });
  if (change.kind === 'restore') return withExceptions(others);
  if (change.kind === 'skip') return withExceptions([...others, { nominal, movedTo: null }]);
  const dueAt = keepable(change.to, schedule);
  if (dueAt <= now) return refuse({ key: 'time-passed' });
  if (dueAt === run.ruledAt) return withExceptions(others);
  // Two runs at one instant would be one post.
  const taken = runs
    .list(schedule, dueAt, 3)
    .some((other) => other.dueAt === dueAt && other.nominal !== nominal && other.state !== 'skipped');
  if (taken) return refuse({ key: 'refused-run-taken' });
  return withExceptions([...others, { nominal, movedTo: localTimeAt(dueAt, schedule.zone) }]);
}

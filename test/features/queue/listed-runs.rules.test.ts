import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CampaignId, newId } from '../../../src/common/ids.js';
import type { Recurrence, Schedule } from '../../../src/common/models/index.js';
import { localTimeAt } from '../../../src/common/time.js';
import { changeRun, type RunChange } from '../../../src/features/campaigns/run-exceptions.rules.js';
import { listRuns, runOf, upcomingRuns } from '../../../src/features/queue/index.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Some days before clocks are put back in Berlin. */
const NOW = Date.UTC(2026, 9, 20, 8, 0);
const RULES: Recurrence[] = [
  { kind: 'daily', times: ['02:30', '18:00'] },
  { kind: 'weekly', weekdays: [1, 7], times: ['02:15'] },
  { kind: 'every', n: 5, unit: 'hours' },
  { kind: 'every', n: 2, unit: 'days' },
  { kind: 'cron', expression: '*/40 1-4 * * *' },
];
const runs = { list: listRuns, find: runOf };

const RUNS = { numRuns: 30 };

/** Moves go to minutes that no rule names: a run that is brought back meets none there. */
const change = fc.oneof(
  fc.constant<RunChange>({ kind: 'skip' }),
  fc.constant<RunChange>({ kind: 'restore' }),
  fc
    .integer({ min: -5, max: 400 })
    .map((hours): RunChange => ({ kind: 'move', to: NOW + hours * HOUR + 7 * MINUTE })),
);
/** Which of the coming runs, and what is done with it. */
const decisions = fc.array(fc.tuple(fc.nat(25), change), { maxLength: 12 });

function scheduleOf(rule: Recurrence, zone: string): Schedule {
  return { zone, rule, start: localTimeAt(NOW, zone), end: null, count: null, exceptions: [] };
}

function after(schedule: Schedule, decided: readonly (readonly [number, RunChange])[]): Schedule {
  return decided.reduce((present, [index, wanted]) => {
    const run = listRuns(present, NOW + 1, 30)[index];
    const changed = run && changeRun(present, run.nominal, wanted, { now: NOW, runs });
    return changed && 'ok' in changed ? changed.ok : present;
  }, schedule);
}

const cases = fc.record({
  rule: fc.constantFrom(...RULES),
  zone: fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe', 'UTC'),
  decided: decisions,
});

it('lists what is posted, and beside it exactly what was skipped', () => {
  fc.assert(
    fc.property(cases, ({ rule, zone, decided }) => {
      const schedule = after(scheduleOf(rule, zone), decided);
      const posted = upcomingRuns(newId<CampaignId>(), schedule, NOW + 1, 25);
      const last = posted.at(-1)?.dueAt ?? 0;
      const listed = listRuns(schedule, NOW + 1, 60).filter(({ listedAt }) => listedAt <= last);
      const standing = listed.filter(
        ({ state, dueAt, listedAt }) => state !== 'skipped' && listedAt === dueAt,
      );
      expect(standing.map(({ dueAt }) => dueAt)).toEqual(posted.map(({ dueAt }) => dueAt));
      for (const { nominal, state, dueAt } of listed) {
        expect(runOf(schedule, nominal)).toMatchObject({ state, dueAt });
        const exception = schedule.exceptions.find((one) => one.nominal === nominal);
        expect(state).toBe(exception ? (exception.movedTo === null ? 'skipped' : 'moved') : 'planned');
      }
    }),
    RUNS,
  );
});

it('is as it was when every run is brought back', () => {
  fc.assert(
    fc.property(cases, ({ rule, zone, decided }) => {
      const plain = scheduleOf(rule, zone);
      const changed = after(plain, decided);
      const back = changed.exceptions.reduce((present, { nominal }) => {
        const restored = changeRun(present, nominal, { kind: 'restore' }, { now: NOW, runs });
        return 'ok' in restored ? restored.ok : present;
      }, changed);
      expect(back).toEqual(plain);
    }),
    RUNS,
  );
});

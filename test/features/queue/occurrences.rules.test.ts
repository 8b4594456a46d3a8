import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type CampaignId, type CreativeId, type GroupId, newId } from '../../../src/common/ids.js';
import type { Recurrence, Schedule } from '../../../src/common/models/index.js';
import { localTimeAt } from '../../../src/common/time.js';
import {
  type Occurrence,
  occurrenceOf,
  occurrencesBetween,
  occurrencesFrom,
  take,
} from '../../../src/features/queue/occurrences.rules.js';
import { isWanted } from '../../../src/features/queue/wanted.rules.js';

const campaign = newId<CampaignId>();
const FOREVER = Number.POSITIVE_INFINITY;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Europe/Kyiv',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Asia/Kathmandu',
];

function schedule(rule: Recurrence, zone: string, more: Partial<Schedule> = {}): Schedule {
  return { zone, rule, start: null, end: null, count: null, exceptions: [], ...more };
}

const once = (at: string, zone: string) => schedule({ kind: 'once', at }, zone);

/** Until before `to`, as an array. */
function between(plan: Schedule, from: number, to: number): Occurrence[] {
  return [...occurrencesBetween(campaign, plan, from, to)];
}

/** The next runs from a wall's time on, as walls show them. */
function walls(plan: Schedule, from: string, count: number): string[] {
  const since = Date.parse(`${from}Z`) - DAY;
  const runs: string[] = [];
  for (const { dueAt } of occurrencesFrom(campaign, plan, since)) {
    const wall = localTimeAt(dueAt, plan.zone).slice(0, 16);
    if (wall >= from.slice(0, 16)) runs.push(wall);
    if (runs.length === count) break;
  }
  return runs;
}

const utc = (occurrences: readonly Occurrence[]) =>
  occurrences.map(({ dueAt }) => new Date(dueAt).toISOString().slice(0, 16));
const nominals = (occurrences: readonly Occurrence[]) =>
  occurrences.map(({ nominal }) => nominal.slice(0, 16));

describe('once', () => {
  it('is one occurrence, whose key names campaign, local time and zone', () => {
    expect(between(once('2026-11-27T18:30:00', 'Europe/Kyiv'), 0, FOREVER)).toEqual([
      {
        key: `${campaign}|2026-11-27T18:30:00|Europe/Kyiv`,
        nominal: '2026-11-27T18:30:00',
        dueAt: Date.UTC(2026, 10, 27, 16, 30),
        turn: 0,
      },
    ]);
  });

  it.each([
    ['America/New_York', '2026-03-08T02:30:00', '2026-03-08T07:00', 'the end of a gap'],
    ['America/New_York', '2026-11-01T01:30:00', '2026-11-01T05:30', 'the first of an overlap'],
    ['Europe/Berlin', '2027-03-28T02:30:00', '2027-03-28T01:00', 'the end of a gap'],
    ['Europe/Berlin', '2026-10-25T02:30:00', '2026-10-25T00:30', 'the first of an overlap'],
    ['Australia/Lord_Howe', '2026-10-04T02:15:00', '2026-10-03T15:30', 'the end of half an hour'],
    ['Australia/Lord_Howe', '2026-04-05T01:45:00', '2026-04-04T14:45', 'the first of half an hour'],
    ['Africa/Cairo', '2026-04-24T00:30:00', '2026-04-23T22:00', 'the end of a gap at midnight'],
    ['Africa/Casablanca', '2026-02-15T02:30:00', '2026-02-15T01:30', 'the first, as Ramadan begins'],
    ['Pacific/Apia', '2011-12-30T10:00:00', '2011-12-30T10:00', 'the end of a date that never was'],
  ])('in %s %s is %s: %s', (zone, at, expected) => {
    expect(utc(between(once(at, zone), 0, FOREVER))).toEqual([expected]);
  });
});

describe('rules of a wall clock', () => {
  it.each<[string, Recurrence, Partial<Schedule>, string[]]>([
    [
      'daily at several times, in whatever order they were given',
      { kind: 'daily', times: ['18:00', '10:00', '18:00'] },
      {},
      ['2026-11-26T10:00', '2026-11-26T18:00', '2026-11-27T10:00'],
    ],
    [
      'on chosen weekdays',
      { kind: 'weekly', weekdays: [5, 1], times: ['18:30'] },
      {},
      ['2026-11-27T18:30', '2026-11-30T18:30', '2026-12-04T18:30'],
    ],
    [
      'every third day, at the time of its start',
      { kind: 'every', n: 3, unit: 'days' },
      { start: '2026-11-24T09:15:00' },
      ['2026-11-27T09:15', '2026-11-30T09:15', '2026-12-03T09:15'],
    ],
    [
      'every other week',
      { kind: 'every', n: 2, unit: 'weeks' },
      { start: '2026-11-19T20:00:00' },
      ['2026-12-03T20:00', '2026-12-17T20:00', '2026-12-31T20:00'],
    ],
    [
      'monthly on the 31st, or a short month’s last day',
      { kind: 'monthly', day: 31, times: ['12:00'] },
      {},
      ['2026-11-30T12:00', '2026-12-31T12:00', '2027-01-31T12:00', '2027-02-28T12:00', '2027-03-31T12:00'],
    ],
    [
      'by a cron line',
      { kind: 'cron', expression: '*/30 9-10 * * MON-FRI' },
      {},
      ['2026-11-26T09:00', '2026-11-26T09:30', '2026-11-26T10:00', '2026-11-26T10:30', '2026-11-27T09:00'],
    ],
    [
      'not before its start, nor after its end',
      { kind: 'daily', times: ['10:00'] },
      { start: '2026-11-27T10:00:00', end: '2026-11-28T10:00:00' },
      ['2026-11-27T10:00', '2026-11-28T10:00'],
    ],
    [
      'so many times from its start on',
      { kind: 'daily', times: ['10:00'] },
      { start: '2026-11-25T12:00:00', count: 2 },
      ['2026-11-26T10:00', '2026-11-27T10:00'],
    ],
  ])('%s', (_, rule, more, expected) => {
    const got = walls(schedule(rule, 'Europe/Kyiv', more), '2026-11-26T00:00:00', expected.length + 1);
    expect(got.slice(0, expected.length)).toEqual(expected);
    if (more.end !== undefined || more.count !== undefined) expect(got).toHaveLength(expected.length);
  });

  it('never comes for a cron line that names no day', () => {
    expect(between(schedule({ kind: 'cron', expression: '0 10 30 2 *' }, 'UTC'), 0, FOREVER)).toEqual([]);
  });

  it.each<Recurrence>([
    { kind: 'daily', times: ['02:00', '02:15', '02:30', '03:00'] },
    { kind: 'cron', expression: '0,15,30 2,3 * * *' },
  ])(
    'makes one occurrence of times that fall on the end of a gap, under the latest one’s key: %j',
    (rule) => {
      const from = Date.UTC(2027, 2, 28);
      const day = between(schedule(rule, 'Europe/Berlin'), from, Date.UTC(2027, 2, 28, 1, 1));
      expect(day.map(({ key, dueAt }) => [key, dueAt])).toEqual([
        [`${campaign}|2027-03-28T03:00:00|Europe/Berlin`, Date.UTC(2027, 2, 28, 1, 0)],
      ]);
    },
  );

  it('has no run on a date that the zone leaves out', () => {
    const daily = schedule({ kind: 'daily', times: ['10:00'] }, 'Pacific/Apia');
    expect(walls(daily, '2011-12-29T00:00:00', 3)).toEqual([
      '2011-12-29T10:00',
      '2011-12-31T10:00',
      '2012-01-01T10:00',
    ]);
  });
});

describe('every N hours', () => {
  const sixHourly = schedule({ kind: 'every', n: 6, unit: 'hours' }, 'Europe/Berlin', {
    start: '2026-10-24T12:00:00',
  });

  it('counts elapsed hours from its start, over the end of summer time too', () => {
    expect(walls(sixHourly, '2026-10-24T12:00:00', 5)).toEqual([
      '2026-10-24T12:00',
      '2026-10-24T18:00',
      '2026-10-25T00:00',
      '2026-10-25T05:00',
      '2026-10-25T11:00',
    ]);
  });

  it('has the instant in its key', () => {
    const [first] = take(occurrencesFrom(campaign, sixHourly, Date.UTC(2026, 9, 25, 1)), 1);
    expect(first?.key).toBe(`${campaign}|2026-10-25T04:00:00Z|Europe/Berlin`);
  });

  it('ends after so many, and at its end', () => {
    expect(between({ ...sixHourly, count: 3 }, 0, FOREVER)).toHaveLength(3);
    expect(between({ ...sixHourly, end: '2026-10-25T00:00:00' }, 0, FOREVER)).toHaveLength(3);
  });
});

describe('exceptions', () => {
  const daily = schedule({ kind: 'daily', times: ['10:00', '18:00'] }, 'UTC');
  const from = Date.UTC(2026, 10, 26);

  it('leave a run out', () => {
    const plan = { ...daily, exceptions: [{ nominal: '2026-11-26T18:00:00', movedTo: null }] };
    expect(utc(between(plan, from, from + 2 * DAY))).toEqual([
      '2026-11-26T10:00',
      '2026-11-27T10:00',
      '2026-11-27T18:00',
    ]);
  });

  it('move a run, which keeps its key', () => {
    const plan = {
      ...daily,
      exceptions: [{ nominal: '2026-11-26T10:00:00', movedTo: '2026-11-27T08:00:00' }],
    };
    const runs = between(plan, from, from + 2 * DAY);
    expect(utc(runs)).toEqual([
      '2026-11-26T18:00',
      '2026-11-27T08:00',
      '2026-11-27T10:00',
      '2026-11-27T18:00',
    ]);
    expect(runs[1]?.nominal).toBe('2026-11-26T10:00:00');
    expect(occurrenceOf(campaign, plan, runs[1]?.key ?? '')).toEqual(runs[1]);
  });

  it('make no run of a time that the rule does not have', () => {
    const exceptions = [{ nominal: '2026-11-26T11:00:00', movedTo: '2026-11-26T12:00:00' }];
    expect(between({ ...daily, exceptions }, from, from + DAY)).toEqual(between(daily, from, from + DAY));
  });

  it('count among so many times', () => {
    const plan = { ...daily, start: '2026-11-26T00:00:00', count: 3 };
    const exceptions = [{ nominal: '2026-11-26T18:00:00', movedTo: null }];
    expect(between({ ...plan, exceptions }, from, FOREVER)).toHaveLength(2);
  });
});

describe('what is wanted', () => {
  const groupId = newId<GroupId>();
  const creativeId = newId<CreativeId>();
  const plan = {
    _id: campaign,
    schedule: schedule({ kind: 'daily', times: ['10:00'] }, 'Europe/Berlin'),
    targetGroups: [groupId],
    creatives: [creativeId],
  };
  const post = { occurrence: `${campaign}|2026-11-27T10:00:00|Europe/Berlin`, groupId, creativeId };

  it('is a time of the schedule, in a group and with a creative of the campaign', () => {
    expect(isWanted(plan, post)).toBe(true);
  });

  it.each<[string, Partial<typeof post>]>([
    ['another time', { occurrence: `${campaign}|2026-11-27T10:01:00|Europe/Berlin` }],
    ['another zone', { occurrence: `${campaign}|2026-11-27T10:00:00|Europe/Kyiv` }],
    ['an instant instead of a wall’s time', { occurrence: `${campaign}|2026-11-27T10:00:00Z|Europe/Berlin` }],
    ['another campaign', { occurrence: `${newId()}|2026-11-27T10:00:00|Europe/Berlin` }],
    ['no time at all', { occurrence: 'tomorrow' }],
    ['another group', { groupId: newId<GroupId>() }],
    ['another creative', { creativeId: newId<CreativeId>() }],
  ])('is not %s', (_, change) => {
    expect(isWanted(plan, { ...post, ...change })).toBe(false);
  });

  it('is nothing without a schedule', () => {
    expect(isWanted({ ...plan, schedule: null }, post)).toBe(false);
  });
});

const minuteOfDay = fc.nat(1439).map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));
const times = fc.array(minuteOfDay, { minLength: 1, maxLength: 3 });
const rules = fc.oneof<fc.Arbitrary<Recurrence>[]>(
  times.map((at) => ({ kind: 'daily', times: at })),
  fc.record({
    kind: fc.constant('weekly' as const),
    weekdays: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    times,
  }),
  fc.record({
    kind: fc.constant('every' as const),
    n: fc.integer({ min: 1, max: 40 }),
    unit: fc.constantFrom('hours' as const, 'days' as const, 'weeks' as const),
  }),
  fc.record({ kind: fc.constant('monthly' as const), day: fc.integer({ min: 1, max: 31 }), times }),
  fc.constantFrom('0 */2 * * *', '*/20 2 * * *', '15 10 * * 1-5', '0 9 1,15 * *').map((expression) => ({
    kind: 'cron' as const,
    expression,
  })),
);
/** Moments around which some zone's clocks change, and any others. */
const moments = fc.oneof(
  fc.constantFrom(
    Date.UTC(2026, 2, 7),
    Date.UTC(2027, 2, 27),
    Date.UTC(2026, 9, 24),
    Date.UTC(2026, 9, 31),
    Date.UTC(2026, 3, 4),
    Date.UTC(2026, 9, 3),
    Date.UTC(2026, 3, 23),
    Date.UTC(2026, 1, 14),
    Date.UTC(2011, 11, 28),
  ),
  fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2035, 0) }),
);
const plans = fc
  .record({
    rule: rules,
    zone: fc.constantFrom(...ZONES),
    at: moments,
    starts: fc.boolean(),
    count: fc.option(fc.integer({ min: 1, max: 12 })),
  })
  .map(({ rule, zone, at, starts, count }) => {
    const start = starts || count !== null ? localTimeAt(at - 3 * DAY, zone) : null;
    return { at, plan: schedule(rule, zone, { start, count }) };
  });

describe('whatever the rule, the zone and the date', () => {
  const WINDOW = 4 * DAY;

  it('occurrences are strictly increasing, and each is found by its key', () => {
    fc.assert(
      fc.property(plans, ({ plan, at }) => {
        const runs = between(plan, at, at + WINDOW);
        for (const [index, run] of runs.entries()) {
          expect(run.dueAt).toBeGreaterThanOrEqual(at);
          if (index > 0) expect(run.dueAt).toBeGreaterThan(runs[index - 1]?.dueAt ?? 0);
          expect(occurrenceOf(campaign, plan, run.key)).toEqual(run);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('each falls into exactly one of two windows that meet', () => {
    fc.assert(
      fc.property(plans, fc.double({ min: 0, max: 1, noNaN: true }), ({ plan, at }, part) => {
        const border = Math.round(at + WINDOW * part);
        const parts = [...between(plan, at, border), ...between(plan, border, at + WINDOW)];
        expect(parts).toEqual(between(plan, at, at + WINDOW));
      }),
      { numRuns: 150 },
    );
  });

  it('a daily one has one occurrence for each date that its zone has', () => {
    fc.assert(
      fc.property(minuteOfDay, fc.constantFrom(...ZONES), moments, (time, zone, at) => {
        const runs = between(schedule({ kind: 'daily', times: [time] }, zone), at, at + 10 * DAY);
        const dates = nominals(runs).map((nominal) => nominal.slice(0, 10));
        expect(new Set(dates).size).toBe(dates.length);
        const shown = runs.map(({ dueAt }) => localTimeAt(dueAt, zone).slice(0, 10));
        expect(shown).toEqual(dates);
        const every = new Set<string>();
        for (let hour = at; hour < at + 10 * DAY; hour += HOUR)
          every.add(localTimeAt(hour, zone).slice(0, 10));
        // The window may begin and end within a day.
        expect(dates).toEqual(expect.arrayContaining([...every].slice(1, -1)));
      }),
      { numRuns: 150 },
    );
  });
});

describe('on a host in another zone', () => {
  const own = process.env['TZ'];
  afterEach(() => {
    if (own === undefined) delete process.env['TZ'];
    else process.env['TZ'] = own;
  });

  it('occurrences are the same', () => {
    const sample = fc.sample(plans, { numRuns: 60, seed: 20_261_126 });
    const all = () => sample.map(({ plan, at }) => between(plan, at, at + 2 * DAY));
    const hours = new Set<number>();
    const [first, ...others] = ['UTC', 'America/New_York', 'Pacific/Apia', 'Australia/Lord_Howe'].map(
      (host) => {
        process.env['TZ'] = host;
        hours.add(new Date(0).getHours());
        return all();
      },
    );
    expect(hours.size).toBeGreaterThan(2);
    for (const other of others) expect(other).toEqual(first);
  });
});

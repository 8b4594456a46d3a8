import fc from 'fast-check';
import type { Recurrence } from '../../src/common/models/index.js';
import type { FaultModel } from './reference.js';
import { CRON_LINES } from './runs.js';

/** A plan as it is generated: times are distances in minutes from when it is made. */
export interface PlanSketch {
  zone: string;
  rule: Recurrence | { kind: 'once'; in: number };
  startIn: number | null;
  endIn: number | null;
  count: number | null;
  /** A bit for each group. */
  groups: number;
}

export interface GroupSketch {
  zone: string;
  quiet: { from: string; to: string } | null;
  gapMin: number | null;
  dailyMax: number | null;
}

export interface LimitsSketch {
  daily: number | null;
  weekly: number | null;
  total: number | null;
}

export interface WorldSketch {
  /** The zone near whose change of clocks it begins, and how many minutes before. */
  zone: string;
  change: number;
  before: number;
  asksSilently: boolean;
  groups: GroupSketch[];
  campaigns: { limits: LimitsSketch; topHours: 1 | 2 | null; plan: PlanSketch }[];
}

/** What happens; numbers choose among what there is. */
export type Step =
  | { do: 'wait'; minutes: number }
  /** Nobody looks meanwhile, as when the machine sleeps. */
  | { do: 'sleep'; minutes: number }
  | { do: 'plan'; campaign: number; plan: PlanSketch }
  | { do: 'limit'; campaign: number; limits: LimitsSketch }
  | { do: 'pause' | 'resume' | 'propose' | 'approve' | 'detach'; campaign: number }
  | { do: 'stop' }
  | { do: 'go-on'; missed: 'run' | 'skip' }
  | { do: 'close' | 'open'; group: number }
  | { do: 'group-limits'; group: number; limits: Omit<GroupSketch, 'zone'> }
  | { do: 'fault'; group: number; fault: FaultModel }
  | { do: 'cancel' | 'retry' | 'override'; post: number }
  | { do: 'move'; post: number; minutes: number }
  | { do: 'restart' };

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'UTC',
];

const zone = fc.constantFrom(...ZONES);
const minuteOf = (step: number) =>
  fc.nat(24 * (60 / step) - 1).map((place) => new Date(place * step * 60_000).toISOString().slice(11, 16));
/** Clocks change between midnight and three. */
const time = fc.oneof(
  minuteOf(30),
  minuteOf(5),
  fc.constantFrom('00:00', '00:30', '01:30', '02:00', '02:15', '02:30', '03:00'),
);
const times = (most: number) => fc.uniqueArray(time, { minLength: 1, maxLength: most });
const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { freq: 2 });

const rule = fc.oneof<fc.Arbitrary<PlanSketch['rule']>[]>(
  { weight: 4, arbitrary: times(4).map((at) => ({ kind: 'daily', times: at })) } as never,
  fc.record({
    kind: fc.constant('weekly' as const),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 3 }),
    times: times(3),
  }),
  fc.record({
    kind: fc.constant('every' as const),
    n: fc.integer({ min: 3, max: 13 }),
    unit: fc.constant('hours' as const),
  }),
  fc.record({
    kind: fc.constant('every' as const),
    n: fc.integer({ min: 1, max: 2 }),
    unit: fc.constant('days' as const),
  }),
  fc.record({ kind: fc.constant('monthly' as const), day: fc.integer({ min: 1, max: 31 }), times: times(3) }),
  fc.constantFrom(...Object.keys(CRON_LINES)).map((expression) => ({ kind: 'cron' as const, expression })),
  fc.integer({ min: -30, max: 600 }).map((minutes) => ({ kind: 'once' as const, in: minutes })),
);

const plan: fc.Arbitrary<PlanSketch> = fc
  .record({
    zone,
    rule,
    startIn: maybe(fc.integer({ min: -600, max: 600 })),
    endIn: maybe(fc.integer({ min: 60, max: 3_000 })),
    count: maybe(fc.integer({ min: 1, max: 5 })),
    groups: fc.integer({ min: 1, max: 7 }),
  })
  // "So many times" counts from a start.
  .map((one) => ({ ...one, count: one.startIn === null ? null : one.count }));

const limits = fc.record({
  daily: maybe(fc.integer({ min: 1, max: 3 })),
  weekly: maybe(fc.integer({ min: 1, max: 6 })),
  total: maybe(fc.integer({ min: 1, max: 9 })),
});
const groupLimits = fc.record({
  quiet: maybe(fc.record({ from: minuteOf(15), to: minuteOf(15) })),
  gapMin: maybe(fc.constantFrom(5, 17, 45, 60, 90)),
  dailyMax: maybe(fc.integer({ min: 1, max: 5 })),
});
const group = fc.tuple(zone, groupLimits).map(([where, bears]) => ({ zone: where, ...bears }));

export const world: fc.Arbitrary<WorldSketch> = fc.record({
  zone,
  change: fc.nat(3),
  before: fc.integer({ min: 0, max: 24 * 12 }).map((fives) => fives * 5),
  asksSilently: fc.boolean(),
  groups: fc.array(group, { minLength: 1, maxLength: 3 }),
  campaigns: fc.array(
    fc.record({ limits, topHours: fc.constantFrom(null, null, 1 as const, 2 as const), plan }),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
});

const nth = fc.nat(1_000);
const fault = fc.oneof<fc.Arbitrary<FaultModel>[]>(
  fc.constantFrom(3, 40, 1_500).map((seconds) => ({ kind: 'busy', seconds })),
  fc.constant({ kind: 'refused' }),
  fc.boolean().map((arrives) => ({ kind: 'unanswered', arrives })),
);
const some = <const D extends string, T extends object>(
  what: readonly D[],
  rest: { [K in keyof T]: fc.Arbitrary<T[K]> },
) => fc.record({ do: fc.constantFrom(...what), ...rest });

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: some(['wait'], {
      minutes: fc.oneof(
        fc.integer({ min: 1, max: 24 }).map((fives) => fives * 5),
        fc.integer({ min: 1, max: 720 }),
      ),
    }),
  },
  { weight: 1, arbitrary: some(['sleep'], { minutes: fc.integer({ min: 1, max: 600 }) }) },
  { weight: 3, arbitrary: some(['plan'], { campaign: nth, plan }) },
  { weight: 1, arbitrary: some(['limit'], { campaign: nth, limits }) },
  { weight: 2, arbitrary: some(['pause', 'resume', 'resume'], { campaign: nth }) },
  { weight: 1, arbitrary: some(['propose', 'approve', 'approve', 'detach'], { campaign: nth }) },
  { weight: 1, arbitrary: some(['stop'], {}) },
  { weight: 1, arbitrary: some(['go-on'], { missed: fc.constantFrom('run' as const, 'skip' as const) }) },
  { weight: 1, arbitrary: some(['close', 'open', 'open'], { group: nth }) },
  { weight: 1, arbitrary: some(['group-limits'], { group: nth, limits: groupLimits }) },
  { weight: 3, arbitrary: some(['fault'], { group: nth, fault }) },
  { weight: 2, arbitrary: some(['cancel', 'retry', 'override'], { post: nth }) },
  { weight: 1, arbitrary: some(['move'], { post: nth, minutes: fc.integer({ min: 1, max: 600 }) }) },
  { weight: 1, arbitrary: some(['restart'], {}) },
) as fc.Arbitrary<Step>;

export const steps = fc.array(step, { minLength: 4, maxLength: 18, size: 'max' });

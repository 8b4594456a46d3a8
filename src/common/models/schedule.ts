import type { LocalTime } from '@common/time.js';
import { Schema } from 'mongoose';
import { z } from 'zod';
import { countField, part, zoneField } from './schema.js';

/** Rules of one wall clock: times are `HH:MM`, weekdays 1 (Monday) to 7. */
export type Recurrence =
  | { kind: 'once'; at: LocalTime }
  | { kind: 'daily'; times: string[] }
  | { kind: 'weekly'; weekdays: number[]; times: string[] }
  | { kind: 'every'; n: number; unit: 'hours' | 'days' | 'weeks' }
  | { kind: 'monthly'; day: number; times: string[] }
  | { kind: 'cron'; expression: string };

/** When a campaign posts: nominal wall-clock times in an IANA zone. */
export interface Schedule {
  zone: string;
  rule: Recurrence;
  start: LocalTime | null;
  end: LocalTime | null;
  /** At most so many occurrences. */
  count: number | null;
  exceptions: { nominal: LocalTime; movedTo: LocalTime | null }[];
}

/** To the second and without an offset: 19 characters. */
const localTime = z.iso.datetime({ local: true, precision: 0 }).length(19);
const times = z.array(z.iso.time({ precision: -1 })).min(1);

const recurrence: z.ZodType<Recurrence> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('once'), at: localTime }),
  z.strictObject({ kind: z.literal('daily'), times }),
  z.strictObject({ kind: z.literal('weekly'), weekdays: z.array(z.int().min(1).max(7)).min(1), times }),
  z.strictObject({ kind: z.literal('every'), n: z.int().min(1), unit: z.enum(['hours', 'days', 'weeks']) }),
  z.strictObject({ kind: z.literal('monthly'), day: z.int().min(1).max(31), times }),
  z.strictObject({ kind: z.literal('cron'), expression: z.string().min(1).max(200) }),
]);

const localTimeField = {
  type: String,
  default: null,
  validate: (time: string | null) => time === null || localTime.safeParse(time).success,
};

/** The schema of a `Schedule`; its rule is a union, which Mongoose cannot say. */
export const schedulePart = part({
  zone: zoneField,
  rule: {
    type: Schema.Types.Mixed,
    required: true,
    validate: (rule: unknown) => recurrence.safeParse(rule).success,
  },
  start: localTimeField,
  end: localTimeField,
  count: countField(1),
  exceptions: {
    type: [part({ nominal: { ...localTimeField, required: true }, movedTo: localTimeField })],
    default: [],
  },
});

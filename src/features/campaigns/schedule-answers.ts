import { type CampaignId, isId } from '@common/ids.js';
import type { Recurrence, Schedule } from '@common/models/index.js';
import { localTimeAt } from '@common/time.js';
import { z } from 'zod';

export const NOW = 'now';

/** The kinds of repetition that are offered; '' where the plan is a single moment, or was typed as a whole. */
const repeat = z.enum(['', 'daily', 'weekly', 'every', 'monthly', 'cron']);

export const scheduleAnswers = z.object({
  campaignId: z.string().optional(),
  /** The campaign's revision when it was picked: a plan made for another one is not saved. */
  campaignRev: z.number().optional(),
  /** The dialog was entered from the campaign's card: there is nothing to pick. */
  given: z.boolean().optional(),
  creatives: z.array(z.string()).optional(),
  groups: z.array(z.string()).optional(),
  /** The open page of the list that is being picked from. */
  page: z.number().optional(),
  /** `now`, or what a wall in the person's zone shows. */
  at: z.string().optional(),
  repeat: repeat.optional(),
  weekdays: z.array(z.number()).optional(),
  /** The rule as JSON; '' while there is none. */
  rule: z.string().optional(),
  /** From when a rule counts, as a wall shows it. */
  start: z.string().optional(),
  /** '' for ever, `10x`, or the last moment as a wall shows it. */
  until: z.string().optional(),
});
export type ScheduleAnswers = {
  [Key in keyof z.infer<typeof scheduleAnswers>]-?: NonNullable<z.infer<typeof scheduleAnswers>[Key]>;
};

export function isRepeating({ repeat = '', rule = '' }: Partial<ScheduleAnswers>): boolean {
  return repeat !== '' || rule !== '';
}

export function campaignIdOf({ campaignId = '' }: Partial<ScheduleAnswers>): CampaignId | undefined {
  return isId<CampaignId>(campaignId) ? campaignId : undefined;
}

/** The schedule that the answers describe; `now` in ms, UTC. */
export function scheduleOf(answers: Partial<ScheduleAnswers>, zone: string, now: number): Schedule {
  const { at = NOW, rule = '', start = '', until = '' } = answers;
  const forEver = { zone, start: null, end: null, count: null, exceptions: [] };
  if (rule === '')
    return { ...forEver, rule: { kind: 'once', at: at === NOW ? localTimeAt(now, zone) : at } };
  const [, count] = /^(\d+)x$/.exec(until) ?? [];
  return {
    ...forEver,
    // Written by the steps of this dialog alone.
    rule: JSON.parse(rule) as Recurrence,
    start: start === '' ? null : start,
    end: count === undefined && until !== '' ? until : null,
    count: count === undefined ? null : Number(count),
  };
}

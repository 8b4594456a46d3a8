import type { CampaignId } from '@common/ids.js';
import type { Recurrence, Schedule } from '@common/models/index.js';
import { instantOf, type LocalTime } from '@common/time.js';

/** One nominal time of a schedule. */
export interface Occurrence {
  /** `schedule|nominal local time|zone`: the same occurrence has the same key, whoever plans it and when. */
  key: string;
  /** ms, UTC */
  dueAt: number;
}

/** Nominal wall-clock times of a rule. The kinds that repeat come with the posting engine. */
function nominalTimes(rule: Recurrence): LocalTime[] {
  return rule.kind === 'once' ? [rule.at] : [];
}

/** The occurrences of a schedule from `from` until before `to` (ms, UTC), by time. */
export function occurrencesBetween(
  campaignId: CampaignId,
  { zone, rule }: Schedule,
  from: number,
  to: number,
): Occurrence[] {
  return nominalTimes(rule)
    .map((nominal) => ({ key: `${campaignId}|${nominal}|${zone}`, dueAt: instantOf(nominal, zone) }))
    .filter(({ dueAt }) => dueAt >= from && dueAt < to)
    .sort((a, b) => a.dueAt - b.dueAt);
}

/** Which creative a slot gets: they take turns over groups and occurrences, always the same for the same slot. */
export function turnOf<T>(creatives: readonly T[], occurrence: number, group: number): T | undefined {
  return creatives[(occurrence + group) % creatives.length];
}

import type { Recurrence } from '@common/models/index.js';

export type RuleKind = Exclude<Recurrence['kind'], 'once'>;

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const GROUPS: Record<string, number[]> = { weekdays: [1, 2, 3, 4, 5], weekends: [6, 7] };
const UNITS = { h: 'hours', d: 'days', w: 'weeks' } as const;
const FILLERS = new Set(['at', 'on', 'and', '&', 'the', 'of', 'every', 'each']);

/** "9:05" as the model writes it; undefined where no clock shows it. */
function readTime(word: string): string | undefined {
  const [, hour = '', minute = ''] = /^(\d{1,2}):(\d\d)$/.exec(word) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minute}`;
}

function readDays(word: string): number[] | undefined {
  const group = GROUPS[word];
  if (group) return group;
  const index = DAYS.findIndex((day) => word.startsWith(day));
  return index >= 0 && /^[a-z]+$/.test(word) ? [index + 1] : undefined;
}

const sorted = <T extends string | number>(items: readonly T[]): T[] =>
  [...new Set(items)].sort((a, b) => (a < b ? -1 : 1));

/** All words as times, if there are any and all are. */
export function readTimes(words: readonly string[]): string[] | undefined {
  const times = words.map(readTime);
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 && known.length === times.length ? sorted(known) : undefined;
}

/** The words of a text, without those that only join others. */
export function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((word) => word !== '' && !FILLERS.has(word));
}

function readEvery(text: string): Recurrence | undefined {
  const [, n = '1', unit = ''] =
    /^every\s+(?:(\d{1,3})\s*)?(h|hours?|d|days?|w|weeks?)$/i.exec(text.trim()) ?? [];
  const known = UNITS[unit.charAt(0).toLowerCase() as keyof typeof UNITS];
  return known && Number(n) > 0 ? { kind: 'every', n: Number(n), unit: known } : undefined;
}

function readCron(text: string): Recurrence | undefined {
  const [, marked, line = ''] = /^(cron\s+)?(\S+(?:\s+\S+){4})$/i.exec(text.trim()) ?? [];
  const isCron = marked !== undefined || /^[\d*/,-]+\s+[\d*/,-]+\s/.test(line);
  return isCron ? { kind: 'cron', expression: line.replaceAll(/\s+/g, ' ') } : undefined;
}

function readMonthly([first, ...rest]: readonly string[]): Recurrence | undefined {
  if (first !== 'monthly' && first !== 'month') return undefined;
  const [, day = ''] = /^(\d{1,2})(?:st|nd|rd|th|\.)?$/.exec(rest[0] ?? '') ?? [];
  const times = readTimes(rest.slice(1));
  return Number(day) >= 1 && Number(day) <= 31 && times
    ? { kind: 'monthly', day: Number(day), times }
    : undefined;
}

function readDaily([first, ...rest]: readonly string[]): Recurrence | undefined {
  const times = first === 'daily' || first === 'day' ? readTimes(rest) : undefined;
  return times && { kind: 'daily', times };
}

function readWeekly(words: readonly string[]): Recurrence | undefined {
  const split = words.findIndex((word) => readDays(word) === undefined);
  if (split < 1) return undefined;
  const weekdays = sorted(words.slice(0, split).flatMap((word) => readDays(word) ?? []));
  const times = readTimes(words.slice(split));
  return times && { kind: 'weekly', weekdays, times };
}

/**
 * Reads a rule as people type it: "daily 10:00 18:00", "every 6 h", "mon wed fri 18:30", "monthly 31 12:00", a cron
 * line. Only a text that is a rule from its first to its last word counts.
 */
export function readTypedRule(text: string): Recurrence | undefined {
  const words = wordsOf(text);
  return readEvery(text) ?? readCron(text) ?? readDaily(words) ?? readMonthly(words) ?? readWeekly(words);
}

/** "friday 20:00" is a single moment; "every friday", or several days, are a rule. */
export function isMomentToo(text: string, rule: Recurrence): boolean {
  return rule.kind === 'weekly' && rule.weekdays.length === 1 && !/^\s*every\b|days\b/i.test(text);
}

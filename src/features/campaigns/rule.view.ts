import { type Locale, t } from '@common/i18n/index.js';
import type { Recurrence, Schedule } from '@common/models/index.js';
import { comesTwice, formatMoment, instantOf, localTimeAt } from '@common/time.js';

/** "Mon": 1 is Monday. */
export function weekdayName(weekday: number, locale: Locale): string {
  // 5 January 1970 was a Monday.
  const day = new Date(Date.UTC(1970, 0, 4 + weekday));
  return new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(day);
}

/** Whether a rule follows what walls show; hours are counted on whatever they do. */
export function isOnWall(rule: Recurrence): boolean {
  return !(rule.kind === 'every' && rule.unit === 'hours');
}

function ruleText({ rule, zone }: Schedule, locale: Locale): string {
  switch (rule.kind) {
    case 'once':
      return formatMoment(instantOf(rule.at, zone), zone, locale);
    case 'daily':
      return t(locale, 'rule-daily', { times: rule.times.join(', ') });
    case 'weekly': {
      const days = rule.weekdays.map((weekday) => weekdayName(weekday, locale)).join(', ');
      return t(locale, 'rule-weekly', { days, times: rule.times.join(', ') });
    }
    case 'every':
      return t(locale, `rule-every-${rule.unit}`, { n: rule.n });
    case 'monthly': {
      const about = { day: rule.day, times: rule.times.join(', ') };
      return t(locale, rule.day > 28 ? 'rule-monthly-end' : 'rule-monthly', about);
    }
    case 'cron':
      return t(locale, 'rule-cron', { line: rule.expression });
  }
}

/** "Daily at 10:00, 18:00 (Europe/Kyiv), 10 times" */
export function scheduleText(schedule: Schedule, locale: Locale): string {
  const { zone, end, count } = schedule;
  const text = `${ruleText(schedule, locale)} (${zone})`;
  if (count !== null) return t(locale, 'rule-count', { text, count });
  if (end === null) return text;
  return t(locale, 'rule-end', { text, end: formatMoment(instantOf(end, zone), zone, locale) });
}

/** "Fri 27 Nov, 10:00 left out", "… moved to …" */
export function exceptionsText({ zone, exceptions }: Schedule, locale: Locale): string[] {
  const moment = (nominal: string) => formatMoment(instantOf(nominal, zone), zone, locale);
  return exceptions.map(({ nominal, movedTo }) =>
    movedTo === null
      ? t(locale, 'rule-left-out', { run: moment(nominal) })
      : t(locale, 'rule-moved', { run: moment(nominal), to: moment(movedTo) }),
  );
}

/** What the night on which clocks change does to a run that follows the wall; `nominal` is what the rule names. */
export function clockNotes(
  { dueAt, nominal }: { dueAt: number; nominal: string },
  { rule, zone }: Pick<Schedule, 'rule' | 'zone'>,
  locale: Locale,
): string[] {
  if (!isOnWall(rule)) return [];
  const time = nominal.slice(11, 16);
  if (localTimeAt(dueAt, zone) !== nominal) return [t(locale, 'run-gap', { time })];
  return comesTwice(nominal, zone) ? [t(locale, 'run-twice', { time })] : [];
}

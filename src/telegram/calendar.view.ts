import { type Locale, t } from '@common/i18n/index.js';
import { formatDay, instantOf, type LocalTime, localTimeAt } from '@common/time.js';

/** A button of a dialog's question. */
interface CalendarButton {
  text: string;
  value: string;
}

interface Today {
  /** ms, UTC */
  now: number;
  /** IANA zone in which the person thinks. */
  zone: string;
  locale: Locale;
}

const DAY_MS = 86_400_000;
const HALF_HOURS = 48;
const TIMES_A_ROW = 6;
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];

const dayOf = (wallMs: number) => new Date(wallMs).toISOString().slice(0, 10);
const monthValue = (month: string) => `c${month}`;

function named(wallMs: number, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...options, timeZone: 'UTC' }).format(
    wallMs,
  );
}

/** The month before or after, e.g. `2026-12`. */
function monthBeside(month: string, step: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7);
}

/** Opens the calendar at the present month. */
export function calendarButton({ now, zone, locale }: Today): CalendarButton {
  return { text: t(locale, 'calendar-open'), value: monthValue(localTimeAt(now, zone).slice(0, 7)) };
}

/** One week in a row, without weeks that are over; days that are over, and those of other months, are dots. */
function monthRows(month: string, { now, zone, locale }: Today): CalendarButton[][] {
  const today = localTimeAt(now, zone).slice(0, 10);
  const first = Date.parse(`${month}-01T00:00:00Z`);
  const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY_MS;
  const still = monthValue(month);
  const head: CalendarButton[] = [
    { text: named(first, locale, { month: 'long', year: 'numeric' }), value: still },
    { text: '›', value: monthValue(monthBeside(month, 1)) },
  ];
  if (month > today.slice(0, 7)) head.unshift({ text: '‹', value: monthValue(monthBeside(month, -1)) });
  const rows = [
    head,
    WEEKDAYS.map((day) => ({
      text: named(monday + day * DAY_MS, locale, { weekday: 'short' }),
      value: still,
    })),
  ];
  for (let week = monday; dayOf(week).slice(0, 7) <= month; week += 7 * DAY_MS) {
    const days = WEEKDAYS.map((weekday) => dayOf(week + weekday * DAY_MS));
    const isOffered = (day: string) => day.startsWith(month) && day >= today;
    if (!days.some(isOffered)) continue;
    rows.push(
      days.map((day) =>
        isOffered(day)
          ? { text: String(Number(day.slice(8))), value: `d${day}` }
          : { text: '·', value: still },
      ),
    );
  }
  return rows;
}

/** The half hours of a day that are still to come. */
function dayRows(day: string, { now, zone, locale }: Today): CalendarButton[][] {
  const times = Array.from({ length: HALF_HOURS }, (_, half) =>
    new Date(half * 30 * 60_000).toISOString().slice(11, 16),
  ).filter((time) => instantOf(`${day}T${time}:00`, zone) > now);
  const rows: CalendarButton[][] = [
    [{ text: `‹ ${formatDay(day, locale)}`, value: monthValue(day.slice(0, 7)) }],
  ];
  for (let at = 0; at < times.length; at += TIMES_A_ROW)
    rows.push(times.slice(at, at + TIMES_A_ROW).map((time) => ({ text: time, value: `t${day}T${time}` })));
  return rows;
}

/** The open page of the calendar: a month (`2026-11`), or the half hours of a day (`2026-11-27`). */
export function calendarRows(view: string, today: Today): CalendarButton[][] {
  const rows = view.length === 7 ? monthRows(view, today) : dayRows(view, today);
  return [...rows, [{ text: t(today.locale, 'calendar-close'), value: 'c' }]];
}

function isDay(day: string): boolean {
  const instant = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(instant) && dayOf(instant) === day;
}

/** What a press in the calendar means: another page of it ('' closes it), or a time; undefined for what it never offered. */
export function readCalendar(value: string): { view: string } | { local: LocalTime } | undefined {
  if (value === 'c') return { view: '' };
  const [, month] = /^c(\d{4}-\d\d)$/.exec(value) ?? [];
  if (month !== undefined && isDay(`${month}-01`)) return { view: month };
  const [, day] = /^d(\d{4}-\d\d-\d\d)$/.exec(value) ?? [];
  if (day !== undefined && isDay(day)) return { view: day };
  const [, date = '', time] = /^t(\d{4}-\d\d-\d\d)T([01]\d:[03]0|2[0-3]:[03]0)$/.exec(value) ?? [];
  return time !== undefined && isDay(date) ? { local: `${date}T${time}:00` } : undefined;
}

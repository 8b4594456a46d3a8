import { Temporal } from 'temporal-polyfill';

/** What a clock on the wall shows in a zone, e.g. `2026-11-27T18:30:00`; always with seconds. */
export type LocalTime = string;

/** Whether this runtime knows the IANA zone. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/**
 * The instant (ms, UTC) at which a wall in this zone shows the time: the first of an overlap, and the end of a gap for
 * a time that is skipped.
 */
export function instantOf(local: LocalTime, zone: string): number {
  const plain = Temporal.PlainDateTime.from(local);
  const zoned = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (zoned.toPlainDateTime().equals(plain)) return zoned.epochMilliseconds;
  return zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? zoned.epochMilliseconds;
}

/** Whether walls in the zone show this time twice, for clocks are put back in between. */
export function comesTwice(local: LocalTime, zone: string): boolean {
  const plain = Temporal.PlainDateTime.from(local);
  const first = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const second = plain.toZonedDateTime(zone, { disambiguation: 'later' });
  return first.epochMilliseconds !== second.epochMilliseconds && first.toPlainDateTime().equals(plain);
}

/** Whether walls in the zone ever show this time's date; Samoa had no 30 December 2011. */
export function hasDate(local: LocalTime, zone: string): boolean {
  const date = Temporal.PlainDate.from(local.slice(0, 10));
  return date.toZonedDateTime(zone).toPlainDate().equals(date);
}

/** What walls in the zone show at an instant (ms, UTC), down to the second. */
export function localTimeAt(instant: number, zone: string): LocalTime {
  const plain = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();
  return plain.round({ smallestUnit: 'second', roundingMode: 'floor' }).toString({ smallestUnit: 'second' });
}

/** From when to when a period is (ms, UTC). */
interface Period {
  beginsAt: number;
  /** When the next begins. */
  endsAt: number;
}

/** The calendar day in the zone at an instant (ms, UTC), e.g. `2026-11-27`. */
export function dayAt(instant: number, zone: string): Period & { day: string } {
  const date = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate();
  return {
    day: date.toString(),
    beginsAt: startOf(date, zone),
    endsAt: startOf(date.add({ days: 1 }), zone),
  };
}

/** The ISO week in the zone at an instant (ms, UTC), e.g. `2026-W48`. */
export function weekAt(instant: number, zone: string): Period & { week: string } {
  const date = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate();
  const monday = date.subtract({ days: date.dayOfWeek - 1 });
  const week = `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`;
  return { week, beginsAt: startOf(monday, zone), endsAt: startOf(monday.add({ days: 7 }), zone) };
}

function startOf(date: Temporal.PlainDate, zone: string): number {
  return date.toZonedDateTime(zone).epochMilliseconds;
}

/** A daily span on the wall of a zone, `HH:MM` to `HH:MM`; it may cross midnight. */
interface DailySpan {
  from: string;
  to: string;
}

/** When the span that an instant (ms, UTC) lies in ends; undefined outside of it. Equal ends are no span. */
export function endOfSpan({ from, to }: DailySpan, instant: number, zone: string): number | undefined {
  const local = localTimeAt(instant, zone);
  const [date = '', clock = ''] = local.split('T');
  const wall = clock.slice(0, 5);
  const inside = from < to ? wall >= from && wall < to : from !== to && (wall >= from || wall < to);
  if (!inside) return undefined;
  const today = `${date}T${to}:00`;
  const end = wall < to ? today : plusDays(today, 1);
  const first = instantOf(end, zone);
  // In the second pass of an overlap the first of the two ends is over already.
  return first > instant ? first : lastInstantOf(end, zone);
}

/** The later of two instants at which a wall shows the time. */
function lastInstantOf(local: LocalTime, zone: string): number {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'later' })
    .epochMilliseconds;
}

/** The first time in a span (ms, UTC) that clocks in the zone are put forward or back, and what they show before and after. */
export function clockChange(
  zone: string,
  from: number,
  to: number,
): { at: number; before: LocalTime; after: LocalTime } | undefined {
  const next = Temporal.Instant.fromEpochMilliseconds(from)
    .toZonedDateTimeISO(zone)
    .getTimeZoneTransition('next');
  if (!next || next.epochMilliseconds > to) return undefined;
  const at = next.epochMilliseconds;
  // What walls would show without the change.
  const before = next.subtract({ nanoseconds: 1 });
  return { at, before: plusSecond(before.toPlainDateTime()), after: localTimeAt(at, zone) };
}

function plusSecond(plain: Temporal.PlainDateTime): LocalTime {
  return plain.add({ nanoseconds: 1 }).toString({ smallestUnit: 'second' });
}

/** A wall-clock time moved by whole days: "tomorrow, same time" whatever the clocks do in between. */
export function plusDays(local: LocalTime, days: number): LocalTime {
  return Temporal.PlainDateTime.from(local).add({ days }).toString({ smallestUnit: 'second' });
}

/** "Fri 27 Nov, 18:30" as a wall in the zone shows it. */
export function formatMoment(instant: number, zone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(instant);
}

/** "Fri 27 Nov 2026, 18:30" in the zone, for what may be years away. */
export function formatFullMoment(instant: number, zone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(instant);
}

/** "Fri 27 Nov", of a calendar day such as `2026-11-27`. */
export function formatDay(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  }).format(instantOf(`${day}T00:00:00`, 'UTC'));
}

const STEPS = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const;

/** "in 3 h", "in 2 days", "5 min ago"; the largest unit that fits at least one and a half times. */
export function formatDistance(from: number, to: number, locale: string): string {
  const distance = to - from;
  const step = STEPS.find(({ ms }) => Math.abs(distance) >= ms * 1.5) ?? STEPS[2];
  return new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'auto' }).format(
    Math.round(distance / step.ms),
    step.unit,
  );
}

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

/** What walls in the zone show at an instant (ms, UTC), down to the second. */
export function localTimeAt(instant: number, zone: string): LocalTime {
  const plain = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();
  return plain.round({ smallestUnit: 'second', roundingMode: 'floor' }).toString({ smallestUnit: 'second' });
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

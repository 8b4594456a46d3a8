import { instantOf, type LocalTime } from '@common/time.js';
import * as chrono from 'chrono-node';
import { Temporal } from 'temporal-polyfill';

export type TypedTime = { local: LocalTime } | { unclear: 'unreadable' | 'no-hour' | 'past' };

interface Reference {
  /** ms, UTC */
  now: number;
  /** IANA zone in which the person thinks. */
  zone: string;
}

/** People also write bare spans, which chrono takes only behind "in". */
const BARE_SPAN = /^\d+\s*(m|min|minutes?|h|hours?|d|days?|w|weeks?)$/i;

function offsetMinutes({ now, zone }: Reference): number {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).offsetNanoseconds / 60e9;
}

/**
 * Reads a time as people type it ("tomorrow 18:30", "25/12 09:00", "2h"). Only text that is a time from its first to its
 * last letter counts, with an hour of its own: a guess would be read past and saved.
 */
export function readTypedTime(text: string, reference: Reference): TypedTime {
  const typed = text.trim();
  const phrase = BARE_SPAN.test(typed) ? `in ${typed}` : typed;
  const instant = new Date(reference.now);
  const [result, ...others] = chrono.en.GB.parse(
    phrase,
    { instant, timezone: offsetMinutes(reference) },
    { forwardDate: true },
  );
  if (!result || others.length > 0 || result.text.length !== phrase.length) return { unclear: 'unreadable' };
  const { start } = result;
  if (!start.isCertain('hour')) return { unclear: 'no-hour' };
  const part = (name: chrono.Component) => start.get(name) ?? 0;
  const local = new Temporal.PlainDateTime(
    part('year'),
    part('month'),
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  ).toString({ smallestUnit: 'second' });
  return instantOf(local, reference.zone) > reference.now ? { local } : { unclear: 'past' };
}

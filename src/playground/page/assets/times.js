/** Dates and times in the browser's zone. Telegram's dates are seconds since 1970, UTC. */

const clockFormat = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const weekdayFormat = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
const dayFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long' });
const shortDayFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const fullFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const dayMs = 86_400_000;

/** @param {number} ms */
export const timeText = (ms) => clockFormat.format(ms);

const secondsFormat = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** @param {number} ms */
export const secondsText = (ms) => secondsFormat.format(ms);

/** @param {number} ms */
export const fullText = (ms) => fullFormat.format(ms);

/** @param {number} ms */
export const clockDayText = (ms) => `${weekdayFormat.format(ms)} ${shortDayFormat.format(ms)}`;

/** @param {number} ms the same for all moments of one local day */
export const dayKey = (ms) => new Date(ms).toDateString();

/**
 * A separator between days.
 * @param {number} ms
 * @param {number} now
 */
export function dayText(ms, now) {
  if (dayKey(ms) === dayKey(now)) return 'Today';
  if (dayKey(ms) === dayKey(now - dayMs)) return 'Yesterday';
  return dayFormat.format(ms);
}

/**
 * The chat list's time: the clock today, the weekday within a week, else the date.
 * @param {number} ms
 * @param {number} now
 */
export function listTimeText(ms, now) {
  if (dayKey(ms) === dayKey(now)) return clockFormat.format(ms);
  return now - ms < 6 * dayMs ? weekdayFormat.format(ms) : shortDayFormat.format(ms);
}

/** @param {number} bytes */
export function sizeText(bytes) {
  const kilo = bytes / 1024;
  return kilo < 1024 ? `${Math.max(1, Math.round(kilo))} KB` : `${(kilo / 1024).toFixed(1)} MB`;
}

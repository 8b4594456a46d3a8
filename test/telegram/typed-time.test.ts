import { expect, it } from 'vitest';
import { readTypedTime } from '../../src/telegram/typed-time.js';

/** Thursday 26 November 2026, 12:00 in Kyiv. */
const reference = { now: Date.UTC(2026, 10, 26, 10, 0), zone: 'Europe/Kyiv' };

it.each([
  ['18:30', '2026-11-26T18:30:00'],
  ['tomorrow 18:30', '2026-11-27T18:30:00'],
  ['tomorrow at 6pm', '2026-11-27T18:00:00'],
  ['27 Nov 9:00', '2026-11-27T09:00:00'],
  ['25/12 09:00', '2026-12-25T09:00:00'],
  ['2027-01-05 08:15', '2027-01-05T08:15:00'],
  ['friday 20:00', '2026-11-27T20:00:00'],
  ['2h', '2026-11-26T14:00:00'],
  ['in 90 minutes', '2026-11-26T13:30:00'],
  ['  Tomorrow 18:30  ', '2026-11-27T18:30:00'],
])('reads “%s” as %s', (typed, local) => {
  expect(readTypedTime(typed, reference)).toEqual({ local });
});

it.each([
  ['whenever', 'unreadable'],
  ['', 'unreadable'],
  ['tomorrow 18:30 or 19:00', 'unreadable'],
  ['please at 18:30', 'unreadable'],
  ['tomorrow', 'no-hour'],
  ['yesterday 18:30', 'past'],
  ['2026-11-26 11:59', 'past'],
])('does not guess at “%s”: %s', (typed, unclear) => {
  expect(readTypedTime(typed, reference)).toEqual({ unclear });
});

it('takes the hour of an earlier time of day as tomorrow’s', () => {
  expect(readTypedTime('9:00', reference)).toEqual({ local: '2026-11-27T09:00:00' });
});

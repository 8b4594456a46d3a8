import { expect, it } from 'vitest';
import { dayAt, endOfSpan, weekAt } from '../../src/common/time.js';

const KYIV = 'Europe/Kyiv';

it('knows a zone’s day and when it ends, also where it has 23 or 25 hours', () => {
  expect(dayAt(Date.UTC(2026, 10, 26, 22), KYIV)).toMatchObject({
    day: '2026-11-27',
    endsAt: Date.UTC(2026, 10, 27, 22),
  });
  const spring = dayAt(Date.UTC(2026, 2, 29, 0), KYIV);
  expect(spring).toMatchObject({ day: '2026-03-29', endsAt: Date.UTC(2026, 2, 29, 21) });
});

it('ends a day where the clocks jump over its midnight', () => {
  // In Cairo clocks go from 00:00 to 01:00 on Friday 24 April 2026.
  expect(dayAt(Date.UTC(2026, 3, 23, 12), 'Africa/Cairo')).toMatchObject({
    day: '2026-04-23',
    endsAt: Date.UTC(2026, 3, 23, 22),
  });
});

it('counts ISO weeks, which belong to the year of their Thursday', () => {
  expect(weekAt(Date.UTC(2027, 0, 3, 12), 'UTC')).toEqual({
    week: '2026-W53',
    beginsAt: Date.UTC(2026, 11, 28),
    endsAt: Date.UTC(2027, 0, 4),
  });
  expect(weekAt(Date.UTC(2026, 0, 5), 'UTC').week).toBe('2026-W02');
});

it('knows when quiet hours end, also over midnight', () => {
  const night = { from: '22:00', to: '10:00' };
  const at = (hour: number, day = 26) => Date.UTC(2026, 10, day, hour - 2);
  expect(endOfSpan(night, at(23), KYIV)).toBe(at(10, 27));
  expect(endOfSpan(night, at(3), KYIV)).toBe(at(10));
  expect(endOfSpan(night, at(10), KYIV)).toBeUndefined();
  expect(endOfSpan({ from: '13:00', to: '15:00' }, at(14), KYIV)).toBe(at(15));
  expect(endOfSpan({ from: '13:00', to: '13:00' }, at(13), KYIV)).toBeUndefined();
});

it('ends quiet hours that end in an hour which a night has twice at the second of the two', () => {
  // Berlin, 25 October 2026: 02:00–03:00 comes twice, at 00:00 and at 01:00 UTC.
  const early = { from: '01:00', to: '02:30' };
  const at = (hour: number, minute: number) => Date.UTC(2026, 9, 25, hour, minute);
  expect(endOfSpan(early, at(0, 10), 'Europe/Berlin')).toBe(at(0, 30));
  expect(endOfSpan(early, at(0, 40), 'Europe/Berlin')).toBeUndefined();
  expect(endOfSpan(early, at(1, 10), 'Europe/Berlin')).toBe(at(1, 30));
});

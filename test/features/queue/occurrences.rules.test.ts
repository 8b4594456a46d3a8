import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CampaignId, newId } from '../../../src/common/ids.js';
import type { Schedule } from '../../../src/common/models/index.js';
import { localTimeAt } from '../../../src/common/time.js';
import { occurrencesBetween, turnOf } from '../../../src/features/queue/occurrences.rules.js';

const campaign = newId<CampaignId>();
const FOREVER = Number.POSITIVE_INFINITY;

function once(at: string, zone: string): Schedule {
  return { zone, rule: { kind: 'once', at }, start: null, end: null, count: null, exceptions: [] };
}

it('is one occurrence, whose key names campaign, local time and zone', () => {
  expect(occurrencesBetween(campaign, once('2026-11-27T18:30:00', 'Europe/Kyiv'), 0, FOREVER)).toEqual([
    { key: `${campaign}|2026-11-27T18:30:00|Europe/Kyiv`, dueAt: Date.UTC(2026, 10, 27, 16, 30) },
  ]);
});

it('stands at the end of the gap when clocks go forward over it', () => {
  // In New York 02:30 does not exist on 8 March 2026; 03:00 EDT does.
  const [occurrence] = occurrencesBetween(
    campaign,
    once('2026-03-08T02:30:00', 'America/New_York'),
    0,
    FOREVER,
  );
  expect(occurrence?.dueAt).toBe(Date.UTC(2026, 2, 8, 7, 0));
});

it('stands at the first of two equal times when clocks go back', () => {
  // In New York 01:30 comes twice on 1 November 2026; the first is EDT.
  const [occurrence] = occurrencesBetween(
    campaign,
    once('2026-11-01T01:30:00', 'America/New_York'),
    0,
    FOREVER,
  );
  expect(occurrence?.dueAt).toBe(Date.UTC(2026, 10, 1, 5, 30));
});

it('falls into exactly one of two windows that meet, whatever the time', () => {
  const instant = fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2030, 0) });
  const zone = fc.constantFrom(
    'UTC',
    'Europe/Kyiv',
    'America/New_York',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
  );
  fc.assert(
    fc.property(instant, instant, zone, (at, border, inZone) => {
      const schedule = once(localTimeAt(at, inZone), inZone);
      const before = occurrencesBetween(campaign, schedule, 0, border);
      const after = occurrencesBetween(campaign, schedule, border, FOREVER);
      expect([...before, ...after]).toEqual(occurrencesBetween(campaign, schedule, 0, FOREVER));
    }),
  );
});

it('gives creatives turns that differ by at most one, and nothing where there are none', () => {
  expect(turnOf([], 3, 1)).toBeUndefined();
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 60 }), (creatives, groups) => {
      const names = Array.from({ length: creatives }, (_, index) => index);
      const turns = Array.from({ length: groups }, (_, group) => turnOf(names, 0, group));
      const counts = names.map((name) => turns.filter((turn) => turn === name).length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }),
  );
});

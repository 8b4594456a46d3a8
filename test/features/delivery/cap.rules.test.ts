import { expect, it } from 'vitest';
import { type CampaignId, type GroupId, newId } from '../../../src/common/ids.js';
import { type CapScope, capsAt } from '../../../src/features/delivery/cap.rules.js';

const campaignId = newId<CampaignId>();
const groupId = newId<GroupId>();

function scope(limits: Partial<CapScope['campaign']['limits']>, dailyMax: number | null = null): CapScope {
  const policy = {
    adult: true,
    gambling: true,
    quietHours: null,
    dailyMax,
    minGapMin: null,
    pin: false,
    label: null,
  };
  return {
    campaign: {
      _id: campaignId,
      rev: 1,
      limits: { daily: null, weekly: null, total: null, ...limits },
      schedule: {
        zone: 'America/New_York',
        rule: { kind: 'once', at: '2026-11-27T18:30:00' },
        start: null,
        end: null,
        count: null,
        exceptions: [],
      },
    },
    group: { _id: groupId, rev: 2, policy, timezone: 'Asia/Tokyo' },
    settings: { rev: 3, limits: { dailyMax: null, minGapMin: null }, timezone: 'UTC' },
  };
}

// Sunday 29 November 2026, 20:00 UTC: Monday in Tokyo, Sunday afternoon in New York.
const AT = Date.UTC(2026, 10, 29, 20);

it('counts against nothing where there is no limit', () => expect(capsAt(AT, scope({}))).toEqual([]));

it('counts a group’s day by the group’s wall', () => {
  expect(capsAt(AT, scope({}, 3))).toMatchObject([
    { key: `group|${groupId}|2026-11-30|Asia/Tokyo`, max: 3, endsAt: Date.UTC(2026, 10, 30, 15) },
  ]);
});

it('counts a campaign’s day and ISO week in each group by the campaign’s wall', () => {
  const here = `campaign|${campaignId}|${groupId}`;
  const endsAt = Date.UTC(2026, 10, 30, 5);
  expect(capsAt(AT, scope({ daily: 2, weekly: 5 }))).toMatchObject([
    { key: `${here}|2026-11-29|America/New_York`, max: 2, endsAt },
    { key: `${here}|2026-W48|America/New_York`, max: 5, endsAt },
  ]);
});

it('counts a total over all groups and for good', () => {
  expect(capsAt(AT, scope({ total: 100 }))).toMatchObject([
    { key: `campaign|${campaignId}|total`, max: 100, endsAt: Number.POSITIVE_INFINITY },
  ]);
});

it('takes the settings’ limit where the group has none of its own', () => {
  const own = scope({}, 1);
  const common = {
    ...scope({}),
    settings: { rev: 3, limits: { dailyMax: 7, minGapMin: null }, timezone: 'UTC' },
  };
  expect(capsAt(AT, own)).toMatchObject([{ max: 1 }]);
  expect(capsAt(AT, common)).toMatchObject([{ max: 7 }]);
});

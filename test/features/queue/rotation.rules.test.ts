import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CampaignId, type CreativeId, newId } from '../../../src/common/ids.js';
import { rotateByWeight } from '../../../src/features/queue/rotation.rules.js';

const weights = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 });

function campaignWith(given: readonly number[], _id = newId<CampaignId>()) {
  const creatives = given.map((_, index) => `creative-${index}` as CreativeId);
  return {
    _id,
    creatives,
    creativeWeights: Object.fromEntries(given.map((weight, index) => [`creative-${index}`, weight])),
  };
}

function countsOf(picked: readonly (CreativeId | undefined)[], creatives: readonly CreativeId[]): number[] {
  return creatives.map((id) => picked.filter((one) => one === id).length);
}

const range = (length: number) => Array.from({ length }, (_, index) => index);

it('shows each creative of a group as often as its weight says', () => {
  fc.assert(
    fc.property(weights, fc.nat(1000), fc.nat(50), (given, cycle, group) => {
      const total = given.reduce((sum, weight) => sum + weight, 0);
      fc.pre(total > 0);
      const campaign = campaignWith(given);
      const picked = range(total).map((run) => rotateByWeight(campaign, cycle * total + run)(group));
      expect(countsOf(picked, campaign.creatives)).toEqual(given);
    }),
  );
});

it('shares the groups of one run in the same way', () => {
  fc.assert(
    fc.property(weights, fc.nat(100_000), (given, turn) => {
      const total = given.reduce((sum, weight) => sum + weight, 0);
      fc.pre(total > 0);
      const campaign = campaignWith(given);
      const picked = range(total).map(rotateByWeight(campaign, turn));
      expect(countsOf(picked, campaign.creatives)).toEqual(given);
    }),
  );
});

it('comes near to weights that are no small numbers', () => {
  const campaign = campaignWith([97.5, 2, 0.5]);
  const picked = range(1000).map((turn) => rotateByWeight(campaign, turn)(0));
  const [first = 0, second = 0, third = 0] = countsOf(picked, campaign.creatives);
  expect(Math.abs(first - 975)).toBeLessThan(15);
  expect(Math.abs(second - 20)).toBeLessThan(5);
  expect(Math.abs(third - 5)).toBeLessThan(6);
});

it('is equal without weights, and where all are 0', () => {
  for (const campaign of [{ ...campaignWith([5, 1, 3]), creativeWeights: {} }, campaignWith([0, 0, 0])])
    expect(countsOf(range(3).map(rotateByWeight(campaign, 7)), campaign.creatives)).toEqual([1, 1, 1]);
});

it('picks the same whenever it is asked, and not the same for every campaign', () => {
  const a = campaignWith([1, 1, 1, 1]);
  const b = campaignWith([1, 1, 1, 1]);
  const rowOf = (campaign: typeof a) => range(40).map((turn) => rotateByWeight(campaign, turn)(0));
  expect(rowOf(a)).toEqual(rowOf({ ...a }));
  expect(rowOf(a)).not.toEqual(rowOf(b));
});

it('gives no creative the same hour of every day', () => {
  const campaign = campaignWith([1, 1]);
  const mornings = range(60).map((day) => rotateByWeight(campaign, day * 2)(0));
  const [first = 0, second = 0] = countsOf(mornings, campaign.creatives);
  expect(Math.min(first, second)).toBeGreaterThan(10);
});

it('has nothing where there are no creatives', () => {
  expect(rotateByWeight(campaignWith([]), 3)(1)).toBeUndefined();
});

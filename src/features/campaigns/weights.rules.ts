import type { CreativeId } from '@common/ids.js';
import type { Campaign } from '@common/models/index.js';

type Weighted = Pick<Campaign, 'creatives' | 'creativeWeights'>;
export type Weights = Record<string, number>;

/** Small whole numbers keep the cycle of the rotation short: two to one shows in three posts, not in a hundred. */
const WEIGHT_MAX = 10;

/** The weight of a campaign's creative; 1 where none was given. */
export function weightOf({ creativeWeights }: Pick<Weighted, 'creativeWeights'>, id: CreativeId): number {
  return Math.max(0, creativeWeights[id] ?? 1);
}

/** How much of all posts each creative gets, as parts of 1; equal parts where all weigh nothing, as in the rotation. */
export function sharesOf(campaign: Weighted): { id: CreativeId; weight: number; share: number }[] {
  const given = campaign.creatives.map((id) => ({ id, weight: weightOf(campaign, id) }));
  const total = given.reduce((sum, { weight }) => sum + weight, 0);
  return given.map((one) => ({ ...one, share: total === 0 ? 1 / given.length : one.weight / total }));
}

/** The campaign's weights with other ones in place of some. */
export function weightsWith(campaign: Weighted, changed: Weights): Weights {
  return Object.fromEntries(campaign.creatives.map((id) => [id, changed[id] ?? weightOf(campaign, id)]));
}

/** Whether these are weights for exactly these creatives, by which something is posted. */
export function areWeights(weights: Weights, creatives: readonly CreativeId[]): boolean {
  const values = creatives.map((id) => weights[id] ?? -1);
  return (
    Object.keys(weights).length === creatives.length &&
    values.every((weight) => Number.isInteger(weight) && weight >= 0 && weight <= WEIGHT_MAX) &&
    values.some((weight) => weight > 0)
  );
}

import type { CreativeId } from '@common/ids.js';
import type { Campaign } from '@common/models/index.js';

type Rotated = Pick<Campaign, '_id' | 'creatives' | 'creativeWeights'>;

/**
 * Which creative each group gets in one run of a campaign; `group` is its place among the campaign's groups. Always
 * the same for the same slot, whoever asks and how often. Undefined where there is nothing to post.
 */
export type Rotation = (campaign: Rotated, turn: number) => (group: number) => CreativeId | undefined;

/** The longest cycle; finer weights are rounded to hundredths. */
const CYCLE_MAX = 100;

/** How often each creative comes in a cycle: whole numbers, 0 only for a weight of 0. */
function sharesOf({ creatives, creativeWeights }: Rotated): { id: CreativeId; share: number }[] {
  const given = creatives.map((id) => ({ id, weight: Math.max(0, creativeWeights[id] ?? 1) }));
  const total = given.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return creatives.map((id) => ({ id, share: 1 }));
  const isExact = total <= CYCLE_MAX && given.every(({ weight }) => Number.isInteger(weight));
  const scale = isExact ? 1 : CYCLE_MAX / total;
  return given.map(({ id, weight }) => ({
    id,
    share: weight === 0 ? 0 : Math.max(1, Math.round(weight * scale)),
  }));
}

/** One cycle, in which the entries of a creative stand as far from each other as they can. */
function cycleOf(campaign: Rotated): CreativeId[] {
  return sharesOf(campaign)
    .flatMap(({ id, share }) =>
      Array.from({ length: share }, (_, index) => ({ id, place: (index + 0.5) / share })),
    )
    .sort((a, b) => a.place - b.place)
    .map(({ id }) => id);
}

/** FNV-1a, and MurmurHash3's last step, without which ids that differ in their last letter give the same order. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The numbers below `length` in an order that the seed decides. */
function shuffled(length: number, seed: string): number[] {
  const order = Array.from({ length }, (_, index) => ({ index, rank: hashOf(`${index}|${seed}`) }));
  return order.sort((a, b) => a.rank - b.rank || a.index - b.index).map(({ index }) => index);
}

/**
 * Shares that follow the weights exactly: over the runs of one group, each whole cycle has every creative as often as
 * its weight says, in an order of its own, so that none owns an hour of the day; and in each run the groups share the
 * creatives in the same way.
 */
export const rotateByWeight: Rotation = (campaign, turn) => {
  const cycle = cycleOf(campaign);
  const round = Math.floor(turn / cycle.length);
  const start = shuffled(cycle.length, `${round}|${campaign._id}`)[turn % cycle.length] ?? 0;
  return (group) => cycle[(start + group) % cycle.length];
};

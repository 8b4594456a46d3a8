import { expect, it } from 'vitest';
import { databaseUri, useDatabase } from '../support/mongo.js';
import { mostMb } from './figures.js';
import { fuzz } from './fuzz.js';

useDatabase();

/** More of them by hand: npm run fuzz -- --runs 1000000 --seed 1 */
const RUNS = 10_000;
/** A machine that does much else at once is slow, not wrong. */
const PATIENCE_MS = 600_000;

it(
  'bears whatever Telegram’s types allow, and lets nobody write what they may not',
  async () => {
    const figures = await fuzz(databaseUri(), { runs: RUNS, seed: 7 });
    console.log('Fuzz:', JSON.stringify(figures));
    expect(figures.updates).toBe(RUNS);
    expect(figures.heapsMb.at(-1)).toBeLessThan(mostMb(figures));
    // Noise that is turned away at the door would prove nothing.
    expect(figures.unreached).toEqual([]);
  },
  PATIENCE_MS,
);

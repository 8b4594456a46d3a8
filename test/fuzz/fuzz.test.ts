import { expect, it } from 'vitest';
import { databaseUri, useDatabase } from '../support/mongo.js';
import { fuzz } from './fuzz.js';

useDatabase();

/** More of them by hand: npm run fuzz -- --runs 1000000 --seed 1 */
const RUNS = 3_000;

it('bears whatever Telegram’s types allow, and lets nobody write what they may not', async () => {
  const figures = await fuzz(databaseUri(), { runs: RUNS, seed: 7 });
  console.log('Fuzz:', JSON.stringify(figures));
  expect(figures.updates).toBe(RUNS);
}, 240_000);

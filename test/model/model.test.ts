import fc from 'fast-check';
import { it } from 'vitest';
import { databaseUri, useDatabase } from '../support/mongo.js';
import { playModel } from './play.js';
import { steps, world } from './steps.js';

useDatabase();

const RUNS = 6;
/** A busy machine plays fewer; a failure is made smaller only so long. */
const LONGEST_MS = 35_000;
/** Another one each time; a failure names it. */
const SEED = Math.floor(Math.random() * 2 ** 31);

it(`sends what a plain reference model says, whatever happens (seed ${SEED})`, async () => {
  const property = fc.asyncProperty(world, steps, async (sketch, walk) => {
    await playModel(sketch, walk, databaseUri());
  });
  await fc.assert(property, { numRuns: RUNS, seed: SEED, interruptAfterTimeLimit: LONGEST_MS });
}, 180_000);

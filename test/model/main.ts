import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { startEmbeddedMongo } from '../../src/common/db/embedded.js';
import { disconnectDb } from '../../src/common/db/index.js';
import { playModel } from './play.js';
import { steps, world } from './steps.js';

// npm run model [-- --runs N] [--seed S] [--path P]

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    seed: { type: 'string' },
    path: { type: 'string' },
    /** A failure is made smaller until then. */
    minutes: { type: 'string', default: '30' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
console.log(`seed ${seed}`);

const mongo = await startEmbeddedMongo({ log: console.error });
const ends = new Map<string, number>();
let played = 0;
const property = fc.asyncProperty(world, steps, async (sketch, walk) => {
  const slots = await playModel(sketch, walk, mongo.uri).catch((error: unknown) => {
    console.log(`✗ ${error instanceof Error ? error.message : error}`);
    throw error;
  });
  for (const { state, reason } of slots) {
    const end = `${state} ${reason ?? ''}`.trim();
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  if (++played % 10 === 0) console.log(`${played} runs`);
});
const result = await fc.check(property, {
  numRuns: Number(values.runs),
  interruptAfterTimeLimit: Number(values.minutes) * 60_000,
  seed,
  ...(values.path !== undefined && { path: values.path }),
});
await disconnectDb();
await mongo.stop();

for (const [end, count] of [...ends].sort(([, a], [, b]) => b - a)) console.log(`${count} ${end}`);
if (result.failed) {
  console.log(fc.defaultReportMessage(result));
  process.exitCode = 1;
} else console.log(`${played} runs agree with the reference model`);

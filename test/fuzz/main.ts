import { writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startEmbeddedMongo } from '@common/db/embedded.js';
import { disconnectDb } from '@common/db/index.js';
import { type Figures, mostMb } from './figures.js';
import { fuzz } from './fuzz.js';

// npm run fuzz [-- --runs N] [--seed N] [--likely SHARE]

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    likely: { type: 'string' },
  },
});
const runs = Number(values.runs);
const seed = Number(values.seed);
const likely = values.likely === undefined ? undefined : Number(values.likely);

/** At once, so that a run that is cut off still tells how far it came. */
function say({ updates, perSecond, heapsMb, slowestMs }: Figures): void {
  const heap = `heap ${heapsMb.at(-1)} MB`;
  writeSync(1, `seed ${seed}: ${updates} updates, ${perSecond} a second, ${heap}, slowest ${slowestMs} ms\n`);
}

const mongo = await startEmbeddedMongo({ log: () => {} });
let isFlat = false;
try {
  const figures = await fuzz(mongo.uri, { runs, seed, likely, onProgress: say });
  isFlat = (figures.heapsMb.at(-1) ?? 0) <= mostMb(figures);
  writeSync(1, `${JSON.stringify({ ...figures, isFlat }, null, 2)}\n`);
} finally {
  await disconnectDb();
  await mongo.stop();
}
process.exit(isFlat ? 0 : 1);

import { parseArgs } from 'node:util';
import { startEmbeddedMongo } from '@common/db/embedded.js';
import { disconnectDb } from '@common/db/index.js';
import { fuzz } from './fuzz.js';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const mongo = await startEmbeddedMongo({ log: () => {} });
try {
  const figures = await fuzz(mongo.uri, {
    runs: Number(values.runs),
    seed: Number(values.seed),
    onRound: ({ updates, seconds, slowestMs, heapsMb }) =>
      console.log(
        `${updates} updates, ${Math.round(updates / Math.max(1, seconds))}/s, slowest ${slowestMs} ms, heap ${heapsMb.at(-1)} MB`,
      ),
  });
  console.log(JSON.stringify(figures, null, 2));
} finally {
  await disconnectDb();
  await mongo.stop();
}
process.exit(0);

import { setTimeout as delay } from 'node:timers/promises';
import mongoose from 'mongoose';
import { z } from 'zod';
import type { Bench, RunResult } from './support/bench.js';
import { openHeraldWorld } from './support/herald.js';
import { fillHistory, fillQueue } from './support/many-posts.js';

/** Until what a start does once is done. */
const SETTLE_MS = 5_000;
/** Three ticks of the queue, and five renewals of the lease. */
const WATCH_MS = 15_000;
const MANY = 100_000;
const MOST = 1_000_000;

const serverStatus = z.object({
  opcounters: z.record(z.string(), z.coerce.number()),
  metrics: z.object({
    queryExecutor: z.object({ scanned: z.coerce.number(), scannedObjects: z.coerce.number() }),
  }),
});

/** What mongod has done since it began, of all that Herald asked. */
async function counters() {
  const status = serverStatus.parse(await mongoose.connection.db?.command({ serverStatus: 1 }));
  const commands = Object.values(status.opcounters).reduce((sum, count) => sum + count, 0);
  return { commands, ...status.metrics.queryExecutor };
}

async function idleFigures() {
  const before = await counters();
  await delay(WATCH_MS);
  const after = await counters();
  const perSecond = (key: keyof typeof before) => ((after[key] - before[key]) * 1_000) / WATCH_MS;
  return {
    commands: perSecond('commands'),
    keys: perSecond('scanned'),
    documents: perSecond('scannedObjects'),
  };
}

async function run(say: (line: string) => void): Promise<RunResult> {
  const world = await openHeraldWorld();

  async function measure(name: string) {
    const herald = await world.launch();
    await delay(SETTLE_MS);
    const figures = await idleFigures();
    await herald.stop('SIGTERM');
    const { commands, keys, documents } = figures;
    const [c, k, d] = [commands, keys, documents].map((figure) => figure.toFixed(1));
    say(`${name}: ${c} commands/s, ${k} index keys/s, ${d} documents/s`);
    return figures;
  }

  try {
    const empty = await measure('nothing');
    await fillQueue({ from: 0, to: MANY });
    const many = await measure(`${MANY} future posts`);
    await fillQueue({ from: MANY, to: MOST });
    await fillHistory(MOST);
    const most = await measure(`${MOST} future posts, ${MOST} of history`);
    return {
      ratio: most.keys / many.keys,
      figures: {
        keysEmpty: empty.keys,
        keysMany: many.keys,
        keysMost: most.keys,
        commandsEmpty: empty.commands,
        commandsMany: many.commands,
        commandsMost: most.commands,
        documentsEmpty: empty.documents,
        documentsMany: many.documents,
        documentsMost: most.documents,
      },
    };
  } finally {
    await world.stop();
  }
}

export const idle: Bench = {
  claim:
    'index keys that an idle Herald has mongod examine with 1,000,000 future posts and 1,000,000 of history, over those with 100,000 posts; aim: no growth, 1.',
  run,
};

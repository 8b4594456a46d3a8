import { setTimeout as delay } from 'node:timers/promises';
import { PostHistoryModel } from '@common/models/index.js';
import type { Bench, RunResult } from './support/bench.js';
import { openHeraldWorld } from './support/herald.js';
import { fillQueue } from './support/many-posts.js';
import { openNetwork } from './support/network.js';

const GROUPS = 200;
const QUEUED = 100_000;
/** More than leave while it is watched, at Telegram's pace. */
const DUE = 5_000;
const STEPS = 10;
const STEP_MS = 10_000;
const HOUR_MS = 3_600_000;
const AIM_MB = 200;
const MB = 2 ** 20;

async function run(say: (line: string) => void): Promise<RunResult> {
  const world = await openHeraldWorld(['--history', '100']);
  try {
    const network = await openNetwork(world.telegram, GROUPS);
    const now = Date.now();
    const dueAt = (n: number) => (n < DUE ? now : now + HOUR_MS + n * 100);
    // The first start makes the indexes, and finds nothing to do.
    await (await world.launch()).stop('SIGTERM');
    await fillQueue({ from: 0, to: QUEUED, dueAt, network });
    const herald = await world.launch();
    const rss: number[] = [];
    const sentBefore = await PostHistoryModel.countDocuments();
    for (let step = 1; step <= STEPS; step++) {
      await delay(STEP_MS);
      rss.push(herald.rss() / MB);
      const sent = await PostHistoryModel.countDocuments();
      say(`${(step * STEP_MS) / 1_000} s: ${sent} sent, RSS ${rss.at(-1)?.toFixed(0)} MB`);
    }
    const sent = (await PostHistoryModel.countDocuments()) - sentBefore;
    const peak = (from: number, to?: number) => Math.max(...rss.slice(from, to));
    return {
      ratio: peak(0) / AIM_MB,
      figures: {
        rssMbFirstHalf: peak(0, STEPS / 2),
        rssMbSecondHalf: peak(STEPS / 2),
        sentPerSecond: (sent * 1_000) / (STEPS * STEP_MS),
      },
    };
  } finally {
    await world.stop();
  }
}

export const memory: Bench = {
  claim: `RSS of Herald at its peak (built, as in its container) with ${QUEUED} posts queued and a running drain over ${GROUPS} groups, over ${AIM_MB} MB; aim: at most 1, and flat.`,
  run,
};

import { openWatchedWorld } from './support/accepted.js';
import type { Bench, RunResult } from './support/bench.js';
import { idealMs } from './support/ideal.js';
import { fillQueue } from './support/many-posts.js';
import { openNetwork } from './support/network.js';
import { percentile } from './support/statistics.js';

const GROUPS = 400;
const LEAD_MS = 5_000;
const PATIENCE_MS = 60_000;

async function run(say: (line: string) => void): Promise<RunResult> {
  const world = await openWatchedWorld(['--limits', 'buckets']);
  try {
    const network = await openNetwork(world.telegram, GROUPS);
    const herald = await world.launch();
    const due = Date.now() + LEAD_MS;
    await fillQueue({ from: 0, to: GROUPS, network, dueAt: () => due });
    const accepts = await world.waitForAccepts(due, GROUPS, LEAD_MS + PATIENCE_MS);
    const { posting } = await herald.health();
    const behind = accepts.map(({ at }, n) => at - due - idealMs(n));
    const [p50, p99, max] = [percentile(behind, 0.5), percentile(behind, 0.99), Math.max(...behind)];
    const took = Math.max(...accepts.map(({ at }) => at)) - due;
    say(`behind the ideal schedule: p50 ${p50} ms, p99 ${p99} ms, max ${max} ms`);
    say(`${accepts.length} of ${GROUPS} sent in ${took} ms; ${posting.tooManyRequests} times 429`);
    return {
      ratio: took / idealMs(GROUPS - 1),
      figures: { p50, p99, max, sent: accepts.length, tooManyRequests: posting.tooManyRequests },
    };
  } finally {
    await world.stop();
  }
}

export const latenessPaced: Bench = {
  claim: `time until ${GROUPS} posts that are due in the same millisecond have left with pacing on, over the ideal schedule's ${idealMs(GROUPS - 1)} ms; and how far behind it each is.`,
  run,
};

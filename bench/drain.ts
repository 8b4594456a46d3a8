import { openWatchedWorld, type WatchedWorld } from './support/accepted.js';
import type { Bench, RunResult } from './support/bench.js';
import { idealMs, telegramMs } from './support/ideal.js';
import { fillQueue } from './support/many-posts.js';
import { type Network, openNetwork } from './support/network.js';
import { percentile } from './support/statistics.js';

const GROUPS = 200;
const POSTS = 2_000;
const HOT_POSTS = 2_000;
const LEAD_MS = 5_000;
const PATIENCE_MS = 110_000;

/** Lets the posts become due at once, and answers when each was accepted (ms after). */
async function drainOnce(
  world: WatchedWorld,
  network: Network,
  from: number,
  hot: number,
): Promise<number[]> {
  const [hotGroup, ...others] = network.groupIds.map((id, n) => [id, network.chatIds[n]] as const);
  const due = Date.now() + LEAD_MS;
  if (hotGroup && hot > 0) {
    // Before the others in the queue, so that whoever takes it as it lies meets only these.
    const only = { ...network, groupIds: [hotGroup[0]] };
    await fillQueue({ from: from + POSTS, to: from + POSTS + hot, network: only, dueAt: () => due - 1 });
  }
  const rest = { ...network, groupIds: others.map(([id]) => id) };
  await fillQueue({ from, to: from + POSTS, network: rest, dueAt: () => due });
  const chats = new Set(others.map(([, chatId]) => chatId));
  const isOther = ({ chatId }: { chatId: number }) => chats.has(chatId);
  const accepts = await world.waitForAccepts(due, POSTS, LEAD_MS + PATIENCE_MS, isOther);
  return accepts.map(({ at }) => at - due);
}

async function run(say: (line: string) => void): Promise<RunResult> {
  const world = await openWatchedWorld(['--limits', 'buckets']);
  try {
    const network = await openNetwork(world.telegram, GROUPS + 1);
    const herald = await world.launch();

    async function measure(name: string, from: number, hot: number) {
      const waits = await drainOnce(world, network, from, hot);
      const took = Math.max(...waits);
      const p99 = percentile(waits, 0.99);
      // On a machine too busy to send all in time, what it sent has to do.
      const over = took / idealMs(waits.length - 1);
      say(
        `${name}: ${waits.length} of ${POSTS} in ${took} ms, ${over.toFixed(3)} of the least; p99 ${p99} ms`,
      );
      return { took, p99, over, sent: waits.length };
    }

    const alone = await measure(`${GROUPS} groups`, 0, 0);
    const beside = await measure(`with a group of ${HOT_POSTS} besides`, POSTS, HOT_POSTS);
    const { posting } = await herald.health();
    say(`${posting.tooManyRequests} times 429`);
    return {
      ratio: alone.over,
      figures: {
        tookMs: alone.took,
        sent: alone.sent,
        overTelegramsOwn: alone.took / telegramMs(alone.sent),
        p99Ms: alone.p99,
        hotTookMs: beside.took,
        hotSent: beside.sent,
        hotP99Ms: beside.p99,
        hotP99Ratio: beside.p99 / alone.p99,
        tooManyRequests: posting.tooManyRequests,
      },
    };
  } finally {
    await world.stop();
  }
}

export const drain: Bench = {
  claim: `time in which ${POSTS} due posts leave for ${GROUPS} groups, with Telegram's limits, over the least that pacing allows (${idealMs(POSTS - 1)} ms); aim: at most 1.05, and no 429. And with ${HOT_POSTS} for one more group before them.`,
  run,
};

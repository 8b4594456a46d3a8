import { setTimeout as delay } from 'node:timers/promises';
import { LeaseModel } from '@common/db/collections/index.js';
import { ScheduledPostModel } from '@common/models/index.js';
import { POSTING_LEASE } from '../src/features/settings/index.js';
import { openWatchedWorld, type WatchedWorld } from './support/accepted.js';
import type { Bench, RunResult } from './support/bench.js';
import { fillQueue } from './support/many-posts.js';
import { openNetwork } from './support/network.js';
import { rangeOf } from './support/statistics.js';

/** As in production. */
const LEASE_MS = 10_000;
const AIM_MS = LEASE_MS + 1_000;
/** Between the start of a standby and the kill; not in step with the renewals of the lease, every 3 s. */
const AFTER_MS = [3_000, 3_700, 4_400, 5_100, 5_800];
/** One each, all the time. */
const GROUPS = 400;
const APART_MS = 500;
const LEAD_MS = 2_000;
const LOOK_MS = 100;
const PATIENCE_MS = 30_000;

/** The time (ms, UTC) of the first message that went out under a lease later than this one. */
async function firstUnder(world: WatchedWorld, epoch: number, since: number): Promise<number> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const sent = await ScheduledPostModel.find({ epoch: { $gt: epoch }, status: 'sent' }).lean();
    const chats = new Set(sent.map(({ chatId }) => Number(chatId)));
    const [first] = world.acceptedSince(since).filter(({ chatId }) => chats.has(chatId));
    if (first) return first.at;
    await delay(LOOK_MS);
  }
  throw new Error(`nothing was sent for ${PATIENCE_MS} ms after the leader was killed`);
}

async function run(say: (line: string) => void): Promise<RunResult> {
  const world = await openWatchedWorld();
  try {
    const network = await openNetwork(world.telegram, GROUPS);
    let leader = await world.launch();
    const start = Date.now() + LEAD_MS;
    await fillQueue({ from: 0, to: GROUPS, network, dueAt: (n) => start + n * APART_MS });
    const gaps: number[] = [];
    for (const afterMs of AFTER_MS) {
      const standby = await world.launchStandby();
      await delay(afterMs);
      const lease = await LeaseModel.findOne({ _id: POSTING_LEASE }).lean();
      const killedAt = Date.now();
      await leader.stop('SIGKILL');
      gaps.push((await firstUnder(world, lease?.epoch ?? 0, killedAt)) - killedAt);
      say(`first send by the standby ${gaps.at(-1)} ms after the leader was killed`);
      leader = standby;
    }
    const { median, min, max } = rangeOf(gaps);
    return { ratio: max / AIM_MS, figures: { medianMs: median, minMs: min, maxMs: max, kills: gaps.length } };
  } finally {
    await world.stop();
  }
}

export const failover: Bench = {
  claim: `the longest of ${AFTER_MS.length} times from the leader's kill to the first send by the standby, posts being due every ${APART_MS} ms, over the lease's ${LEASE_MS} ms and a second; aim: at most 1.`,
  run,
};

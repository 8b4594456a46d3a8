import { setTimeout as delay } from 'node:timers/promises';
import mongoose from 'mongoose';
import { openWatchedWorld, type WatchedWorld } from './accepted.js';
import type { Figures, RunResult } from './bench.js';
import { fillQueue } from './many-posts.js';
import { type Network, openNetwork } from './network.js';
import { startPeer, type TimedPost } from './peers.js';
import { type Fsync, startRedis } from './redis.js';
import { percentile } from './statistics.js';

interface Contest {
  /** One post each, so that the local Telegram's log tells them apart. */
  groups: number;
  /** So many of them go first and are not counted: what is measured runs for weeks. */
  warmUp: number;
  /** Between two posts. */
  apartMs: number;
  /** `ahead`: all are scheduled before the first is due. `now`: each is added when it is due. */
  way: 'ahead' | 'now';
  say(line: string): void;
}

interface Sending {
  /** When the first post is due (ms, UTC). */
  start: number;
  stop(): Promise<void>;
}

/** Who sends: resolves when it is ready, and knows of all posts that are scheduled ahead. */
type Sender = (posts: readonly TimedPost[]) => Promise<Sending>;

/** Until the first post is due: time to schedule all. */
const LEAD_MS = 4_000;
/** For those that are late. */
const PATIENCE_MS = 10_000;

function heraldSender({ way }: Contest, world: WatchedWorld, network: Network): Sender {
  return async (posts) => {
    const herald = await world.launchUnpaced();
    const start = Date.now() + LEAD_MS;
    const add = (from: number, to: number) =>
      fillQueue({ from, to, network, dueAt: (n) => start + (posts[n]?.afterMs ?? 0) });
    if (way === 'ahead') await add(0, posts.length);
    else
      for (const [n, { afterMs }] of posts.entries())
        setTimeout(() => void add(n, n + 1), start + afterMs - Date.now());
    return { start, stop: () => herald.stop('SIGTERM') };
  };
}

function peerSenders({ way }: Contest, { telegram, mongo }: WatchedWorld) {
  const url = `${telegram.apiRoot}/bot${telegram.token}/sendMessage`;
  const common = { url, way, leadMs: LEAD_MS };
  const agenda =
    (mode: string): Sender =>
    async (posts) => {
      const peer = await startPeer('agenda', { ...common, mode, store: mongo.uri, posts });
      return { start: Number(peer.lines[0]), stop: peer.stop };
    };
  const bullmq =
    (fsync: Fsync): Sender =>
    async (posts) => {
      const redis = await startRedis(fsync);
      const task = { ...common, mode: fsync, store: String(redis.port), posts };
      const peer = await startPeer('bullmq', task);
      return {
        start: Number(peer.lines[0]),
        async stop() {
          await peer.stop();
          await redis.stop();
        },
      };
    };
  return {
    agendaDefaults: agenda('defaults'),
    agendaTuned: agenda('tuned'),
    agendaStream: agenda('stream'),
    bullmqEverysec: bullmq('everysec'),
    bullmqAlways: bullmq('always'),
  };
}

interface Lateness {
  p50: number;
  p99: number;
  max: number;
  sent: number;
}

function named(name: string, { p50, p99, max, sent }: Lateness): Figures {
  return { [`${name}P50`]: p50, [`${name}P99`]: p99, [`${name}Max`]: max, [`${name}Sent`]: sent };
}

/** Herald without pacing, Agenda and BullMQ send the same posts, one system after the other. */
export async function holdContest(contest: Contest): Promise<RunResult> {
  const { groups, warmUp, apartMs, say } = contest;
  const world = await openWatchedWorld();

  /** How late the local Telegram accepted them, in ms. */
  async function measure(name: string, send: Sender, chatIds: readonly number[]): Promise<Lateness> {
    const posts = chatIds.map((chatId, n) => ({ chatId, afterMs: n * apartMs }));
    const after = new Map(posts.map(({ chatId, afterMs }) => [chatId, afterMs]));
    const { start, stop } = await send(posts);
    if (Date.now() > start) say(`${name} was not ready when the first post was due`);
    await delay(start + groups * apartMs - Date.now());
    const accepts = await world.waitForAccepts(start, groups, PATIENCE_MS);
    await stop();
    const late = accepts
      .map(({ chatId, at }) => ({ at: at - start, afterMs: after.get(chatId) ?? 0 }))
      .filter(({ afterMs }) => afterMs >= warmUp * apartMs)
      .map(({ at, afterMs }) => at - afterMs);
    const [p50, p99, max] = [percentile(late, 0.5), percentile(late, 0.99), Math.max(...late)];
    say(`${name}: p50 ${p50} ms, p99 ${p99} ms, max ${max} ms; ${late.length} of ${groups - warmUp} sent`);
    return { p50, p99, max, sent: late.length };
  }

  try {
    // The first start makes the indexes.
    await (await world.launch()).stop('SIGTERM');
    const network = await openNetwork(world.telegram, groups);
    // The checkpoint of what was prepared would hold up whoever comes first.
    await mongoose.connection.getClient().db('admin').command({ fsync: 1 });
    const ours = await measure('herald', heraldSender(contest, world, network), network.chatIds);
    const figures = named('herald', ours);
    let best = Number.POSITIVE_INFINITY;
    for (const [name, send] of Object.entries(peerSenders(contest, world))) {
      const theirs = await measure(name, send, network.chatIds);
      Object.assign(figures, named(name, theirs));
      // Whoever has not sent all has no p99.
      if (name.startsWith('agenda') && theirs.sent >= groups - warmUp) best = Math.min(best, theirs.p99);
    }
    return { ratio: ours.p99 / best, figures };
  } finally {
    await world.stop();
  }
}

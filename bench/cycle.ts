import { setTimeout as delay } from 'node:timers/promises';
import { CampaignModel, PostHistoryModel } from '@common/models/index.js';
import type { Bench, Figures, RunResult } from './support/bench.js';
import { type HeraldWorld, openHeraldWorld } from './support/herald.js';
import { fillQueue } from './support/many-posts.js';
import { type Network, openNetwork } from './support/network.js';
import { type PeerTask, startPeer } from './support/peers.js';
import { startRedis } from './support/redis.js';

const GROUPS = 2_000;
const POSTS = 2_000;
/** Of a peer whose handler does nothing. */
const EMPTY_JOBS = 5_000;
const LOOK_MS = 20;
const LEAD_MS = 3_000;
/** On a machine that is busy the rate of this time (ms) has to do. */
const PATIENCE_MS = 60_000;
/** A limit that counts each post, and that none reaches. */
const DAILY = 1_000;

/** Posts that went all the way each second, without the first tenth. */
async function heraldRate(world: HeraldWorld, network: Network): Promise<number> {
  await CampaignModel.updateOne({ _id: network.campaignId }, { 'limits.daily': DAILY });
  const herald = await world.launchUnpaced();
  // What was overdue when it began would be missed, but for the last of each group.
  const due = Date.now() + LEAD_MS;
  await fillQueue({ from: 0, to: POSTS, network, dueAt: () => due });
  const end = Date.now() + PATIENCE_MS;
  const sent = async (wanted: number) => {
    for (;;) {
      const count = await PostHistoryModel.estimatedDocumentCount();
      if (count >= wanted || Date.now() > end) return { count, at: performance.now() };
      await delay(LOOK_MS);
    }
  };
  const [warm, last] = [await sent(POSTS / 10), await sent(POSTS)];
  await herald.stop('SIGTERM');
  return ((last.count - warm.count) * 1_000) / (last.at - warm.at);
}

async function run(say: (line: string) => void): Promise<RunResult> {
  const world = await openHeraldWorld(['--history', '100']);
  const { telegram, mongo } = world;
  const url = `${telegram.apiRoot}/bot${telegram.token}/sendMessage`;
  const figures: Figures = {};
  const note = (name: string, perSecond: number) => {
    figures[name] = perSecond;
    say(`${name}: ${perSecond.toFixed(0)} a second`);
    return perSecond;
  };

  try {
    await (await world.launch()).stop('SIGTERM');
    const network = await openNetwork(telegram, GROUPS);
    const posts = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ chatId: network.chatIds[n % GROUPS] ?? 0, afterMs: 0 }));

    async function peerRate(name: 'agenda' | 'bullmq', task: Pick<PeerTask, 'mode' | 'store' | 'url'>) {
      const jobs = posts(task.url === null ? EMPTY_JOBS : POSTS);
      const peer = await startPeer(name, { ...task, way: 'full', leadMs: 0, posts: jobs });
      const perSecond = Number(await peer.line(2));
      await peer.stop();
      return perSecond;
    }

    const ours = note('herald', await heraldRate(world, network));
    const agenda = { mode: 'tuned', store: mongo.uri };
    const theirs = note('agenda', await peerRate('agenda', { ...agenda, url }));
    note('agendaEmpty', await peerRate('agenda', { ...agenda, url: null }));
    for (const [name, fsync] of [
      ['bullmqEverysec', 'everysec'],
      ['bullmqAlways', 'always'],
    ] as const) {
      const redis = await startRedis(fsync);
      const bullmq = { mode: fsync, store: String(redis.port) };
      note(name, await peerRate('bullmq', { ...bullmq, url }));
      note(`${name}Empty`, await peerRate('bullmq', { ...bullmq, url: null }));
      await redis.stop();
    }
    return { ratio: ours / theirs, figures };
  } finally {
    await world.stop();
  }
}

export const cycle: Bench = {
  claim: `posts a second that Herald takes from claim over intent and call to acknowledgement, ${POSTS} over ${GROUPS} groups with a daily limit and pacing off, over Agenda's jobs a second at concurrency 100 that make the same call; aim: at least 5.`,
  run,
};

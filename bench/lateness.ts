import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { TelegramGroupModel } from '@common/models/index.js';
import { z } from 'zod';
import type { Bench, RunResult } from './support/bench.js';
import { openHeraldWorld } from './support/herald.js';
import { fillQueue } from './support/many-posts.js';
import { openNetwork } from './support/network.js';
import { peerScript } from './support/peers.js';
import { startServer } from './support/server-process.js';
import { percentile } from './support/statistics.js';

/** One post each, so that the local Telegram's log tells them apart. */
const GROUPS = 400;
/** 20 a second: within Telegram's limits, so that Herald's pacing holds nothing back. */
const APART_MS = 50;
/** Until the first post is due: time to schedule all. */
const LEAD_MS = 8_000;
const PATIENCE_MS = 8_000;
const MODES = ['defaults', 'tuned', 'stream'] as const;

const accepted = z.object({ at: z.number(), method: z.string(), chatId: z.number().nullable() });

interface Due {
  chatId: number;
  dueAt: number;
}

/** How late (ms) each post was accepted by the local Telegram. */
function latenessOf(log: string, posts: readonly Due[]): number[] {
  const due = new Map(posts.map(({ chatId, dueAt }) => [chatId, dueAt]));
  const [first = 0] = due.values();
  return log.split('\n').flatMap((line) => {
    if (!line) return [];
    const { at, method, chatId } = accepted.parse(JSON.parse(line));
    const dueAt = due.get(chatId ?? 0);
    // Before the first was due stands what other systems sent.
    return method === 'sendMessage' && dueAt !== undefined && at >= first ? [at - dueAt] : [];
  });
}

async function run(say: (line: string) => void): Promise<RunResult> {
  const folder = mkdtempSync(join(tmpdir(), 'herald-bench-'));
  const log = join(folder, 'accepted.jsonl');
  const world = await openHeraldWorld(['--history', '100', '--log', log]);
  const { telegram, mongo } = world;
  const url = `${telegram.apiRoot}/bot${telegram.token}/sendMessage`;

  const scheduled = (chatIds: readonly number[]): Due[] => {
    const start = Date.now() + LEAD_MS;
    return chatIds.map((chatId, n) => ({ chatId, dueAt: start + n * APART_MS }));
  };

  async function figuresOf(name: string, posts: readonly Due[]) {
    await delay(LEAD_MS + GROUPS * APART_MS + PATIENCE_MS);
    const late = latenessOf(readFileSync(log, 'utf8'), posts);
    const [p50, p99, max] = [percentile(late, 0.5), percentile(late, 0.99), Math.max(...late)];
    say(`${name}: p50 ${p50} ms, p99 ${p99} ms, max ${max} ms; ${late.length} of ${posts.length} sent`);
    return { p50, p99, max, sent: late.length };
  }

  async function heraldFigures(chatIds: readonly number[], network: Awaited<ReturnType<typeof openNetwork>>) {
    const herald = await world.launch();
    const posts = scheduled(chatIds);
    await fillQueue({ from: 0, to: GROUPS, network, dueAt: (n) => posts[n]?.dueAt ?? 0 });
    const figures = await figuresOf('Herald', posts);
    await herald.stop('SIGTERM');
    return figures;
  }

  async function agendaFigures(mode: (typeof MODES)[number], chatIds: readonly number[]) {
    const posts = scheduled(chatIds);
    const file = join(folder, `${mode}.json`);
    writeFileSync(file, JSON.stringify(posts));
    const args = [mode, mongo.uri, url, file];
    const agenda = await startServer(peerScript('agenda.peer.mjs'), { args, lineCount: 1 });
    const figures = await figuresOf(`Agenda 6.2.6, ${mode}`, posts);
    await agenda.stop();
    return figures;
  }

  try {
    await (await world.launch()).stop('SIGTERM');
    const network = await openNetwork(telegram, GROUPS);
    const groups = await TelegramGroupModel.find({ _id: { $in: network.groupIds } }).lean();
    const chatOf = new Map(groups.map(({ _id, chatId }) => [_id, chatId]));
    const chatIds = network.groupIds.map((id) => Number(chatOf.get(id)));
    const ours = await heraldFigures(chatIds, network);
    const [defaults, tuned, stream] = [
      await agendaFigures('defaults', chatIds),
      await agendaFigures('tuned', chatIds),
      await agendaFigures('stream', chatIds),
    ];
    return {
      ratio: ours.p99 / Math.min(defaults.p99, tuned.p99, stream.p99),
      figures: {
        heraldP50: ours.p50,
        heraldP99: ours.p99,
        heraldMax: ours.max,
        heraldSent: ours.sent,
        agendaDefaultsP99: defaults.p99,
        agendaTunedP50: tuned.p50,
        agendaTunedP99: tuned.p99,
        agendaStreamP50: stream.p50,
        agendaStreamP99: stream.p99,
      },
    };
  } finally {
    await world.stop();
    rmSync(folder, { recursive: true });
  }
}

export const lateness: Bench = {
  claim: `p99 lateness of ${GROUPS} posts scheduled ahead, 20 a second, each for a group of its own, from due to accepted by the local Telegram, over the best Agenda's; aim: at most 0.5, and 50 ms.`,
  run,
};

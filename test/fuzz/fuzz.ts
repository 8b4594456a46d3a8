import { createSystemClock } from '@common/clock.js';
import { createLogger } from '@common/logger.js';
import fc from 'fast-check';
import { GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import mongoose from 'mongoose';
import { handledVerbs } from '../../src/telegram/callback.js';
import { createGate } from '../../src/telegram/updates/gate.js';
import { updateRepo } from '../../src/telegram/updates/update.repo.js';
import { type Bench, openBench } from '../authz/bench.js';
import { botApiSchema } from '../support/bot-api-schema.js';
import { hostileUpdates, type Pool } from './hostile-updates.js';

/** No handler may sit on an update for longer. */
const LIMIT_MS = 5_000;
const CHECK_EVERY = 250;

export interface Figures {
  updates: number;
  seconds: number;
  /** What the gate let in. */
  admitted: number;
  /** Handlers that ended with Telegram's refusal of a call. */
  refusedByTelegram: number;
  slowestMs: number;
  heapBeforeMb: number;
  heapAfterMb: number;
}

/** Things of others, and what holds for all: nobody of those who send may change them. */
const GUARDED = [
  'campaigns',
  'creatives',
  'deals',
  'models',
  'casinos',
  'scheduled-posts',
  'settings',
  'magic-links',
  'strays',
  'take-downs',
];

function poolOf({ things, cast }: Bench): Pool {
  const ids = Object.values(things.of).flatMap((list) => list.map(({ id }) => id));
  const posts = new Set(things.of.post.map(({ id }) => id));
  // Whoever shows a post's own marker may settle it, and that would be right.
  const named = (verb: string) => (verb === 'ad.who' ? ids.filter((id) => !posts.has(id)) : ids);
  return {
    strings: [
      ...[...handledVerbs()].flatMap((verb) => named(verb).map((id) => `${verb}:${id}:0`)),
      ...['start', 'help', 'cancel', 'stop', 'resume'].flatMap((one) => [`/${one}`, `/${one}@herald_bot x`]),
      ...['c', 'i', 'a', 'x'].map((letter) => `/start ${letter}_${'A'.repeat(43)}`),
      ...['home/0/0/x', 'd:00000000:name:save', 'd:::', ':::', 'x.y:z', '$where', '__proto__', 'constructor'],
      ...['', ' ', '\u0000', '\ud800', '\u202Etxt', '{"$gt":""}', "'; --", '<b>x</b>', '💥'.repeat(40)],
      ...['x'.repeat(4096), 'https://t.me/c/1/2', '2026-11-27 18:00', '١٢٣', '-0', '1e999'],
    ],
    numbers: [
      ...Object.values(cast.chats),
      ...Object.values(cast.users).map(({ id }) => id),
      ...[0, 1, -1, 2 ** 31, 2 ** 52, Number.MAX_SAFE_INTEGER, -(10 ** 12), 1_795_687_200],
    ],
  };
}

/** All that is guarded, but for what this operator made themselves. */
async function guardedNow(operator: string | null): Promise<string> {
  const { db } = mongoose.connection;
  if (!db) throw new Error('there is no database');
  const rows = GUARDED.map((name) =>
    db
      .collection(name)
      .find({ createdBy: { $ne: operator } })
      .sort({ _id: 1 })
      .toArray(),
  );
  const projection = { role: 1, status: 1, telegramId: 1 };
  const people = db.collection('users').find({}, { projection }).sort({ _id: 1 }).toArray();
  return JSON.stringify(await Promise.all([...rows, people]));
}

function heapMb(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`an update was not handled within ${ms} ms`)), ms);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Telegram refuses, among others, to edit what is not there. */
function isRefusal(error: unknown): boolean {
  return (error instanceof Error && 'error' in error ? error.error : error) instanceof GrammyError;
}

/**
 * Hands random updates over as the bot gets them: to the gate, the store and every handler. Who sends is outside the
 * team, or an operator who owns nothing. Fails at the first update that breaks something, with its seed.
 */
export async function fuzz(uri: string, { runs, seed }: { runs: number; seed: number }): Promise<Figures> {
  const bench = await openBench(uri, { isAlone: true });
  const { cast, bot, rooms } = bench;
  const gate = createGate({
    clock: createSystemClock(),
    log: createLogger('silent'),
    isTeam: async (id) => (await rooms.team.actorOf(id)) !== undefined,
    takesAds: async (id) => id === cast.chats.active,
  });
  const operator = bench.userIdOf("operator, another's");
  const { 'operator, own': _olga, admin: _adam, ...others } = cast.users;
  const groups = Object.entries(cast.chats).map(([title, id]) => ({ id, type: 'supergroup', title }));
  const updates = hostileUpdates(await botApiSchema(), poolOf(bench), {
    users: Object.values(others),
    chats: [...groups, { id: -100_999, type: 'channel', title: 'Elsewhere' }],
  });
  const before = await guardedNow(operator);
  const figures: Figures = {
    updates: 0,
    seconds: 0,
    admitted: 0,
    refusedByTelegram: 0,
    slowestMs: 0,
    heapBeforeMb: 0,
    heapAfterMb: 0,
  };

  async function check(): Promise<void> {
    if ((await guardedNow(operator)) !== before) throw new Error('somebody has changed what they may not');
  }

  async function handle(update: Update): Promise<void> {
    const begun = performance.now();
    await within(LIMIT_MS, bot.handleUpdate(update)).catch((error: unknown) => {
      if (!isRefusal(error)) throw error;
      figures.refusedByTelegram++;
    });
    figures.slowestMs = Math.max(figures.slowestMs, Math.round(performance.now() - begun));
    await updateRepo.markHandled(update.update_id, new Date());
  }

  const warm = Math.min(1_000, Math.ceil(runs / 4));
  const started = performance.now();
  await fc.assert(
    fc.asyncProperty(updates, async ({ update }) => {
      figures.updates++;
      if (figures.updates === warm) figures.heapBeforeMb = heapMb();
      const numbered = { ...update, update_id: figures.updates } as unknown as Update;
      // What the gate would turn away is handled all the same: it is no reason to break.
      if ((await gate([numbered])).length > 0) figures.admitted++;
      await updateRepo.store([numbered], new Date());
      await handle(numbered);
      if (figures.updates % CHECK_EVERY === 0) await check();
    }),
    { numRuns: runs, seed, endOnFailure: true },
  );
  await check();
  await bench.telegram.stop();
  figures.seconds = Math.round((performance.now() - started) / 1000);
  figures.heapAfterMb = heapMb();
  return figures;
}

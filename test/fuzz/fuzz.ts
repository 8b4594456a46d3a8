import { createSystemClock } from '@common/clock.js';
import { createLogger } from '@common/logger.js';
import { MagicLinkModel, SessionModel } from '@common/models/index.js';
import fc from 'fast-check';
import { GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import { createGate } from '../../src/telegram/updates/gate.js';
import { updateRepo } from '../../src/telegram/updates/update.repo.js';
import { type Bench, openBench } from '../authz/bench.js';
import { botApiSchema } from '../support/bot-api-schema.js';
import { createDice } from './dice.js';
import { type Figures, heapMb, NOTHING_YET } from './figures.js';
import { createHostileUpdates } from './hostile-updates.js';
import { createJudge, type Judge } from './judge.js';
import { hostilePool } from './pool.js';
import type { Crowd, Sent } from './sent.js';

/** No handler may sit on an update for longer. */
const LIMIT_MS = 5_000;
/** After as many all is as it was: things that are gone for good would leave nothing to attack. */
const ROUND = 2_000;
/** As many are kept at once; about what a poll brings. */
const BATCH = 50;

interface Options {
  runs: number;
  seed: number;
  /** Told after each round. */
  onRound?: (figures: Figures) => void;
}

function crowdOf({ cast }: Bench): Crowd {
  const { 'operator, own': _olga, admin: _adam, ...others } = cast.users;
  const groups = Object.entries(cast.chats).map(([title, id]) => ({ id, type: 'supergroup', title }));
  return {
    users: Object.entries(others).map(([principal, user]) => ({
      principal: principal as Sent['principal'],
      user,
    })),
    chats: [...groups, { id: -100_999, type: 'channel', title: 'Elsewhere' }],
  };
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it was not handled within ${ms} ms`)), ms);
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

/** mongod's own clock may be far from the bench's: nothing that stands there may run out by it. */
async function keepForever({ keep }: Bench): Promise<void> {
  const forever = { $set: { expiresAt: new Date(Date.UTC(2100, 0, 1)) } };
  await MagicLinkModel.collection.updateMany({}, forever);
  await SessionModel.collection.updateMany({}, forever);
  await keep();
}

/** Hands updates over one by one, and asks after each who has changed what. */
function createPlay(bench: Bench, judge: Judge, figures: Figures) {
  const parts = { clock: createSystemClock(), log: createLogger('silent') };
  const gate = createGate({
    ...parts,
    isTeam: async (id) => (await bench.rooms.team.actorOf(id)) !== undefined,
    takesAds: async (id) => id === bench.cast.chats.active,
  });
  // What is only too much is handled all the same: it is no reason to break.
  const shaped = createGate({ ...parts, isTeam: async () => true, takesAds: async () => true });
  let unmarked: Update[] = [];

  async function handle(update: Update): Promise<void> {
    const begun = performance.now();
    await within(LIMIT_MS, bench.bot.handleUpdate(update)).catch((error: unknown) => {
      if (!isRefusal(error)) throw error;
      figures.refusedByTelegram++;
    });
    figures.slowestMs = Math.max(figures.slowestMs, Math.round(performance.now() - begun));
  }

  /** What the poller does before and after, for several at once. */
  async function settle(): Promise<void> {
    await updateRepo.store(unmarked, new Date());
    await Promise.all(unmarked.map(({ update_id }) => updateRepo.markHandled(update_id, new Date())));
    unmarked = [];
  }

  return {
    settle,
    async play(sent: Sent): Promise<void> {
      const update = { ...sent.update, update_id: figures.updates } as unknown as Update;
      if ((await gate([update])).length > 0) figures.admitted++;
      if ((await shaped([update])).length === 0) return;
      bench.sinceThen();
      await handle(update);
      const { written } = bench.sinceThen();
      if (await judge.judges(sent, written)) figures.written++;
      unmarked.push(update);
      if (unmarked.length === BATCH) await settle();
    },
  };
}

/**
 * Hands random updates over as the bot gets them: to the gate, the store and every handler. Who sends is outside the
 * team, or an operator who owns nothing. Fails at the first update that breaks something, with its seed.
 */
export async function fuzz(uri: string, { runs, seed, onRound }: Options): Promise<Figures> {
  const bench = await openBench(uri, { isAlone: true });
  await keepForever(bench);
  const judge = await createJudge(bench);
  const figures: Figures = { ...NOTHING_YET, heapsMb: [] };
  const hostile = createHostileUpdates(await botApiSchema(), hostilePool(bench), crowdOf(bench));
  const { play, settle } = createPlay(bench, judge, figures);
  const started = performance.now();

  async function endRound(): Promise<void> {
    await settle();
    await bench.bringBack();
    await judge.startAnew();
    figures.heapsMb.push(heapMb());
    figures.seconds = Math.round((performance.now() - started) / 1000);
    onRound?.(figures);
  }

  async function next(own: number): Promise<void> {
    figures.updates++;
    const sent = hostile(createDice(own));
    await play(sent).catch((cause: unknown) => {
      const what = JSON.stringify(sent.update);
      const why = cause instanceof Error ? cause.message : String(cause);
      const where = `seed ${seed}, update ${figures.updates} by ${sent.principal}`;
      throw new Error(`${where}: ${why}\n${what}`, { cause });
    });
    if (figures.updates % ROUND === 0) await endRound();
  }

  const own = fc.noBias(fc.integer({ min: 0, max: 2 ** 31 - 1 }));
  await fc.assert(fc.asyncProperty(own, next), { numRuns: runs, seed, endOnFailure: true });
  await endRound();
  await bench.telegram.stop();
  return figures;
}

import { createSystemClock } from '@common/clock.js';
import { createLogger } from '@common/logger.js';
import { BotError, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import { createGate } from '../../src/telegram/updates/gate.js';
import { updateRepo } from '../../src/telegram/updates/update.repo.js';
import type { Bench, Standing } from '../authz/bench.js';
import { OPERATOR } from './crowd.js';
import type { Figures } from './figures.js';

/** Herald gives a handler up after 25 s: no update may take longer, however busy the machine is. */
const LIMIT_MS = 30_000;
/** As many are kept at once; about what a poll brings. */
const BATCH = 50;
const REFUSED = /^Call to '\w+' failed! \(4\d\d: /;
const NOTHING: Standing = { written: [], calls: [] };

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
  const cause = error instanceof BotError ? error.error : error;
  // What is thrown inside a conversation comes out as a copy that has lost its class.
  return cause instanceof GrammyError || (cause instanceof Error && REFUSED.test(cause.message));
}

/** Hands updates over as the poller does: to the gate, the store and every handler. */
export function createPlay(bench: Bench, figures: Figures) {
  const parts = { clock: createSystemClock(), log: createLogger('silent') };
  const gate = createGate({
    ...parts,
    // Asked of the database, as the bot does, it would take longer than most handlers.
    isTeam: async (id) => id === bench.cast.users[OPERATOR].id,
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
    // All are marked alike, whatever they say; what is stored is gone at the end of the round.
    for (const { update_id } of unmarked.slice(-1)) await updateRepo.markHandled(update_id, new Date());
    unmarked = [];
  }

  return {
    settle,
    /** Answers what was done because of the update. */
    async play(update: Update): Promise<Standing> {
      if ((await gate([update])).length > 0) figures.admitted++;
      if ((await shaped([update])).length === 0) return NOTHING;
      bench.sinceThen();
      await handle(update);
      const standing = bench.sinceThen();
      unmarked.push(update);
      if (unmarked.length === BATCH) await settle();
      return standing;
    },
  };
}

import fc from 'fast-check';
import type { Update } from 'grammy/types';
import { openBench } from '../authz/bench.js';
import { botApiSchema } from '../support/bot-api-schema.js';
import { crowdOf, OPERATOR, prepareWorld } from './crowd.js';
import { createDice, type Dice } from './dice.js';
import { type Figures, heapMb, NOTHING_YET } from './figures.js';
import { createHostileUpdates } from './hostile-updates.js';
import { createJudge } from './judge.js';
import { createLikelyUpdates } from './likely-updates.js';
import { createPlay } from './play.js';
import { hostilePool } from './pool.js';
import { createReached } from './reached.js';
import type { Sent } from './sent.js';
import { givesMoods } from './telegram-moods.js';

/** After as many all is as it was: things that are gone for good would leave nothing to attack. */
const ROUND = 2_000;
const PROGRESS = 10_000;
/** How many are likely; each of the rest is as hostile as Telegram's types allow. */
const LIKELY = 0.6;

interface Options {
  runs: number;
  seed: number;
  /** From 0 to 1. */
  likely?: number | undefined;
  /** Told every so often. */
  onProgress?: (figures: Figures) => void;
}

/** All that can be sent, and who has seen what. */
async function openFuzz(uri: string, seed: number, share: number) {
  const bench = await openBench(uri, { isAlone: true });
  await prepareWorld(bench);
  givesMoods(bench, createDice(seed));
  const crowd = crowdOf(bench);
  const hostile = createHostileUpdates(await botApiSchema(), hostilePool(bench), crowd);
  const likely = createLikelyUpdates(bench, crowd);
  const draw = (dice: Dice) => (dice.chance(share) ? likely.next(dice) : hostile(dice));
  return { bench, likely, draw, judge: await createJudge(bench), reached: createReached(bench) };
}

/** Says which one it was, so that it can be found again. */
function told(cause: unknown, { principal, update }: Sent, where: string): Error {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new Error(`${where} by ${principal}: ${why}\n${JSON.stringify(update)}`, { cause });
}

/**
 * Hands random updates over as the bot gets them. Who sends is outside the team, or an operator who owns nothing.
 * Fails at the first update that breaks something, with its seed.
 */
export async function fuzz(uri: string, options: Options): Promise<Figures> {
  const { runs, seed, onProgress } = options;
  const { bench, likely, draw, judge, reached } = await openFuzz(uri, seed, options.likely ?? LIKELY);
  const figures: Figures = { ...NOTHING_YET, heapsMb: [] };
  const { play, settle } = createPlay(bench, figures);
  const started = performance.now();

  function count(): void {
    figures.heapsMb.push(heapMb());
    const seconds = (performance.now() - started) / 1000;
    figures.seconds = Math.round(seconds);
    figures.perSecond = Math.round(figures.updates / seconds);
    Object.assign(figures, reached.figures());
  }

  async function endRound(): Promise<void> {
    await settle();
    await bench.bringBack();
    await judge.startAnew();
    likely.forgets();
  }

  async function send(sent: Sent): Promise<void> {
    const update = { ...sent.update, update_id: figures.updates } as unknown as Update;
    const standing = await play(update);
    likely.sees(standing.calls);
    const changes = await judge.judges(sent, standing.written);
    if (changes.length > 0) figures.written++;
    reached.sees(update, standing, changes);
  }

  async function next(own: number): Promise<void> {
    const sent = await draw(createDice(own));
    // The operator may have been put somewhere.
    await judge.judges({ principal: OPERATOR, update: {} }, bench.sinceThen().written);
    figures.updates++;
    await send(sent).catch((cause: unknown) => {
      throw told(cause, sent, `seed ${seed}, update ${figures.updates}`);
    });
    if (figures.updates % ROUND === 0) await endRound();
    if (figures.updates === ROUND) figures.heapsMb.push(heapMb());
    if (figures.updates % PROGRESS === 0) {
      count();
      onProgress?.(figures);
    }
  }

  const own = fc.noBias(fc.integer({ min: 0, max: 2 ** 31 - 1 }));
  await fc.assert(fc.asyncProperty(own, next), { numRuns: runs, seed, endOnFailure: true });
  await endRound();
  await bench.telegram.stop();
  count();
  return figures;
}

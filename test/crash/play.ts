import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { type BotProcess, type Halt, startBot } from './bot.js';
import type { Programs } from './bundle.js';
import type { Cell } from './cells.js';
import type { Database } from './mongod.js';
import { judge } from './oracle.js';
import { type MongoProxy, startProxy } from './proxy.js';
import { type Seed, seedWorld } from './seed.js';
import { startTelegram, type TelegramProcess } from './telegram.js';
import { type Rows, type Witness, watchDatabase } from './witness.js';

/** Two leases, at a twentieth. */
const FREEZE_MS = 1_000;
/** Less than a transaction of a frozen process lasts. */
const TAKEOVER_MS = 1_500;
/** Who had a call under way has heard or given up by then: time-out, lease and a margin, at a twentieth. */
const CALL_MS = 2_000;
/** So long nothing may happen at all, and so long a cell may take. */
const PATIENCE_MS = 20_000;
const LONGEST_MS = 120_000;
const LOOK_AGAIN_MS = 300;

export interface Played {
  problems: string[];
  /** How often a process was killed. */
  kills: number;
}

/** One cell, as it runs. */
interface Stage {
  cell: Cell;
  database: Database;
  telegram: TelegramProcess;
  proxy: MongoProxy;
  witness: Witness;
  seed: Seed;
  bots: BotProcess[];
  launch(halts: readonly Halt[]): BotProcess;
  /** How far the local Telegram's clock is ahead of ours, ms. */
  ahead: number;
  /** Where the next one is killed, once. */
  again: Halt | undefined;
  /** Whose hour has come, and how long those after it may lead. */
  doomed: BotProcess[];
  killsAfterMs: number[];
  kills: number;
  /** What still goes on beside the play. */
  pending: Promise<unknown>[];
}

const TELEGRAM_FAULTS = {
  'answer-429': { kind: 'tooManyRequests', retryAfter: 3 },
  'answer-500': { kind: 'serverError' },
  hang: { kind: 'hang' },
  'accept-cut': { kind: 'cutAfterAccept' },
} as const;

/** Two leases later, and where there is another to take over, when it has; but it waits for a transaction that is open. */
async function thaw({ cell, witness }: Stage, bot: BotProcess, epoch: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, FREEZE_MS));
  const latest = performance.now() + TAKEOVER_MS;
  while (cell.nodes === 2 && witness.epoch() === epoch && performance.now() < latest)
    await witness.change(TAKEOVER_MS / 10);
  bot.signal('SIGCONT');
}

/** Lets a leader live for as long as the soak says. */
function doom(stage: Stage, bot: BotProcess): void {
  const after = stage.killsAfterMs.shift();
  if (after === undefined) return;
  setTimeout(() => {
    stage.doomed.push(bot);
    stage.witness.nudge();
  }, after);
}

/** Kills the process where it stands; where nobody else is there, another is started. */
async function replace(stage: Stage, bot: BotProcess, halts: readonly Halt[]): Promise<void> {
  await bot.kill();
  stage.kills++;
  stage.bots = stage.bots.filter((one) => one !== bot);
  if (stage.bots.length === 0) stage.launch(halts);
}

/** Does to the bot that stands at its step, or to whom it talks with, what the cell is about. */
async function strike(stage: Stage, bot: BotProcess): Promise<void> {
  const { cell, database, proxy, telegram } = stage;
  const { fault } = cell;
  switch (fault) {
    case 'kill':
      return replace(stage, bot, cell.again ? [cell.again] : []);
    case 'freeze':
      bot.signal('SIGSTOP');
      bot.release();
      stage.pending.push(thaw(stage, bot, stage.witness.epoch()));
      return;
    case 'mongod-killed':
      await database.crash();
      return bot.release();
    case 'step-down':
      await database.stepDown();
      return bot.release();
    case 'cut-before':
    case 'cut-after':
      void proxy.cutNext(fault === 'cut-before' ? 'before' : 'after');
      return bot.release();
    case 'answer-429':
    case 'answer-500':
    case 'hang':
    case 'accept-cut':
      await telegram.faultNext(
        TELEGRAM_FAULTS[fault],
        /^(action|ack|probe)/.test(cell.at?.step ?? '') ? undefined : 'sendmessage',
      );
      return bot.release();
  }
}

/** The first that comes to the step is struck; the other one, coming there later, goes on, or is what is killed again. */
async function meet(stage: Stage, bot: BotProcess, struck: boolean): Promise<void> {
  if (!struck) return strike(stage, bot);
  if (bot.standsAt() !== stage.again?.step) return bot.release();
  stage.again = undefined;
  return replace(stage, bot, []);
}

/** When something is to happen next (ms, UTC), undefined when all is over. */
function nextIn({ posts, histories }: Rows): number | undefined {
  const times = [
    ...posts.flatMap(({ wakeAt }) => (wakeAt ? [wakeAt.getTime()] : [])),
    ...histories.flatMap(({ actions }) =>
      actions.flatMap(({ nextAt }) => (nextAt ? [nextAt.getTime()] : [])),
    ),
  ];
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** Where all posts are, and why, for whoever reads of a failure. */
function told({ posts }: Rows): string {
  return posts.map(({ status, reason }) => `${status} ${reason?.why.key ?? ''}`).join(', ');
}

/** Whether a call may be under way that whoever made it will still tell of. */
function isBusy({ posts, waitingCards }: Rows, witness: Witness): boolean {
  const onTheirWay = posts.some(({ status }) => status === 'claimed' || status === 'sending');
  return (onTheirWay || waitingCards > 0) && performance.now() - witness.lastChange() < CALL_MS;
}

/** Plays until nothing is left to do: puts the time forward when all wait for it, and strikes where the bot halts. */
async function playOut(stage: Stage): Promise<void> {
  const { witness, telegram, seed } = stage;
  const end = performance.now() + LONGEST_MS;
  let struck = false;
  while (performance.now() < Math.min(end, witness.lastChange() + PATIENCE_MS)) {
    const halted = stage.bots.find((bot) => bot.standsAt() !== undefined);
    if (halted) {
      await meet(stage, halted, struck);
      struck = true;
    }
    const doomed = stage.doomed.shift();
    if (doomed && !doomed.isDead()) await replace(stage, doomed, []);
    const dead = stage.bots.find((bot) => bot.isDead());
    if (dead) throw new Error('the bot ended by itself');
    const rows = await witness.rows();
    const now = Date.now() + stage.ahead;
    const next =
      rows.posts.length < seed.posts && rows.histories.length === 0 && now < seed.dueAt ? now : nextIn(rows);
    if (next === undefined && rows.waitingCards === 0) {
      await Promise.all(stage.pending);
      if (stage.cell.at && !struck) throw new Error(`${stage.cell.at.step} was never reached: ${told(rows)}`);
      return;
    }
    if (next !== undefined && next > now && !isBusy(rows, witness)) {
      await telegram.run({ do: 'advance', ms: next - now });
      stage.ahead += next - now;
      witness.nudge();
    } else await witness.change(LOOK_AGAIN_MS);
  }
  throw new Error(`not over in time: ${told(await witness.rows())}`);
}

async function perform(stage: Stage): Promise<string[]> {
  const { cell, witness, telegram, seed } = stage;
  if (cell.unknown) await telegram.faultNext(TELEGRAM_FAULTS['accept-cut'], 'sendmessage');
  // Whichever of two leads when the step comes.
  const halts = cell.at ? [cell.at] : [];
  stage.launch(halts);
  if (cell.nodes === 2) stage.launch([...halts, ...(cell.again ? [cell.again] : [])]);
  await playOut(stage);
  const evidence = {
    ...(await witness.rows()),
    seed,
    accepts: await telegram.accepts(),
    state: await telegram.state(),
  };
  const twice = (await witness.takesDouble()) ? ['the database takes an occurrence twice'] : [];
  return [...witness.problems, ...twice, ...judge(evidence)];
}

/** Indexes stay, and the note that they were made: making them takes longer than the rest of a cell. */
async function empty(db: mongoose.mongo.Db): Promise<void> {
  const collections = await db.collections();
  const emptied = collections.filter(({ collectionName }) => collectionName !== 'migrations');
  await Promise.all(emptied.map((collection) => collection.deleteMany({})));
}

/** Plays one cell in the database of this name, with a Telegram of its own; answers which promises were broken. */
export async function playCell(
  cell: Cell,
  { programs, database, name }: { programs: Programs; database: Database; name: string },
): Promise<Played> {
  const folder = await mkdtemp(join(tmpdir(), 'herald-cell-'));
  const client = new mongoose.mongo.MongoClient(database.uri(name));
  const telegram = await startTelegram(programs.telegram, join(folder, 'accepts.jsonl'));
  const proxy = await startProxy(await database.port());
  await empty(client.db(name));
  const seed = await seedWorld(client.db(name), telegram, Date.now());
  const witness = watchDatabase(client, name);
  const throughProxy = cell.fault !== 'step-down';
  const mongodbUri = throughProxy
    ? `mongodb://127.0.0.1:${proxy.port}/${name}?directConnection=true`
    : database.uri(name);
  const stage: Stage = {
    cell,
    database,
    telegram,
    proxy,
    witness,
    seed,
    bots: [],
    ahead: 0,
    again: cell.again,
    doomed: [],
    killsAfterMs: [...(cell.killsAfterMs ?? [])],
    kills: 0,
    pending: [],
    launch(halts) {
      const { apiRoot, token } = telegram;
      const onPassed = (step: string) => {
        if (step === 'lease.taken') doom(stage, bot);
      };
      const bot: BotProcess = startBot({
        program: programs.bot,
        apiRoot,
        token,
        mongodbUri,
        halts,
        onPassed,
      });
      bot.events.on('change', witness.nudge);
      stage.bots.push(bot);
      return bot;
    },
  };
  try {
    return { problems: await perform(stage), kills: stage.kills };
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)], kills: stage.kills };
  } finally {
    await Promise.all(stage.bots.map((bot) => bot.kill()));
    await Promise.all([telegram.kill(), proxy.stop(), witness.close()]);
    await client.close();
    await rm(folder, { recursive: true, force: true });
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { type BotProcess, type Halt, startBot } from './bot.js';
import type { Programs } from './bundle.js';
import type { Cell, Kill } from './cell.js';
import type { Database } from './mongod.js';
import { type MongoProxy, startProxy } from './proxy.js';
import { type Seed, seedWorld } from './seed.js';
import { startTelegram, type TelegramProcess } from './telegram.js';
import type { Values } from './values.js';
import { type Witness, watchDatabase } from './witness.js';

/** Where a cell is played. */
export interface Place {
  programs: Programs;
  database: Database;
  /** Of the database that the cell has for itself. */
  name: string;
  values: Values;
}

/** One cell, as it runs. */
export interface Stage extends Pick<Place, 'database' | 'values'> {
  cell: Cell;
  telegram: TelegramProcess;
  proxy: MongoProxy;
  witness: Witness;
  seed: Seed;
  bots: BotProcess[];
  launch(halts: readonly Halt[]): BotProcess;
  /** How far the local Telegram's clock is ahead of ours, ms. */
  ahead: number;
  /** Where those that go on are killed, the next one first. */
  again: Halt[];
  /** Whose hour has come. */
  doomed: BotProcess[];
  /** What becomes of those that are started from now on. */
  fates: Kill[];
  /** How often a process was killed. */
  kills: number;
  /** What still goes on beside the play. */
  pending: Promise<unknown>[];
  close(): Promise<void>;
}

/** What halts a process at whichever step it comes to. */
export const ANY_STEP = '*';

/** Indexes stay, and the note that they were made: making them takes longer than the rest of a cell. */
async function empty(db: mongoose.mongo.Db): Promise<void> {
  const collections = await db.collections();
  const emptied = collections.filter(({ collectionName }) => collectionName !== 'migrations');
  await Promise.all(emptied.map((collection) => collection.deleteMany({})));
}

/** Makes the world of a cell, with a Telegram of its own; no bot is there yet. `onLeading` hears of each new leader. */
export async function openStage(
  cell: Cell,
  { programs, database, name, values }: Place,
  onLeading: (stage: Stage, bot: BotProcess, fate: Kill) => void,
): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'herald-cell-'));
  const client = new mongoose.mongo.MongoClient(database.uri(name));
  const telegram = await startTelegram(programs.telegram, join(folder, 'accepts.jsonl'));
  const proxy = await startProxy(await database.port());
  await empty(client.db(name));
  const seed = await seedWorld(client.db(name), telegram, Date.now());
  const witness = watchDatabase(client, name);
  const mongodbUri =
    cell.fault === 'step-down'
      ? database.uri(name)
      : `mongodb://127.0.0.1:${proxy.port}/${name}?directConnection=true`;
  const stage: Stage = {
    cell,
    database,
    values,
    telegram,
    proxy,
    witness,
    seed,
    bots: [],
    ahead: 0,
    again: [...(cell.again ?? [])],
    doomed: [],
    fates: [...(cell.kills ?? [])],
    kills: 0,
    pending: [],
    launch(halts) {
      const fate = stage.fates.shift();
      const bot: BotProcess = startBot({
        program: programs.bot,
        apiRoot: telegram.apiRoot,
        token: telegram.token,
        mongodbUri,
        tuning: { ...values.tuning, ...cell.tuning },
        adChatId: seed.owls,
        halts: fate?.steps === undefined ? halts : [...halts, { step: ANY_STEP, nth: fate.steps }],
        onPassed(step) {
          if (step === 'lease.taken' && fate) onLeading(stage, bot, fate);
        },
      });
      bot.events.on('change', witness.nudge);
      stage.bots.push(bot);
      return bot;
    },
    async close() {
      await Promise.all(stage.bots.map((bot) => bot.kill()));
      await Promise.all([telegram.kill(), proxy.stop(), witness.close()]);
      await client.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return stage;
}

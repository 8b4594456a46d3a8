import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { Api } from 'grammy';
import { expect, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createSystemClock } from '../../src/common/clock.js';
import { createJoining } from '../../src/features/team/index.js';
import { createSampleWorld, type SampleWorld } from '../../src/playground/sample-world.js';
import {
  createLocalTelegram,
  type LocalTelegram,
  type PersonHandle,
} from '../../src/playground/telegram/index.js';
import { databaseUri, emptyDatabase } from './mongo.js';
import { ZONE } from './world.js';

const clone = resolve(import.meta.dirname, '../..');
const healthSchema = z.object({ leader: z.boolean() });

/** The lease of a killed process lasts 10 s, and who waits for it asks every 3 s. */
const TAKEOVER_MS = 20_000;

/** Herald as it runs in production: a process of its own. */
export interface HeraldProcess {
  leads(): Promise<boolean>;
  /** Waits until it polls and sends. */
  becomesLeader(): Promise<void>;
  /** kill -9 */
  dies(): Promise<void>;
  /** What it has written so far. */
  output(): { out: string; err: string };
  /** `/healthz`, or another page. */
  page(path: string): Promise<string>;
  /** Asks it to end, as a deployment does; answers its exit code. */
  ends(): Promise<number | null>;
}

export interface ProcessWorld extends SampleWorld {
  telegram: LocalTelegram;
  /** The process that leads from the beginning. */
  herald: HeraldProcess;
  /** Starts another one on the same token and database. */
  launch(): Promise<HeraldProcess>;
  /** Lets the bot's next message to this person hang; resolves when it does. */
  hangsFor(person: PersonHandle): Promise<void>;
  /** How many updates wait at Telegram, which no process has received. */
  pendingUpdates(): Promise<number>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
  return child.exitCode;
}

/** How a process is started. */
export interface LaunchOptions {
  logLevel?: string;
  /** Done when the first process leads, before anybody is in its team. */
  whenLed?(herald: HeraldProcess): Promise<unknown>;
}

async function startProcess(
  telegram: { apiRoot: string; token: string },
  { logLevel = 'silent' }: LaunchOptions,
): Promise<HeraldProcess> {
  const port = await freePort();
  // Without the launcher of tsx, which would be killed in place of Herald.
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: clone,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      MONGODB_URI: databaseUri(),
      DEFAULT_TIMEZONE: ZONE,
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: logLevel,
    },
  });
  onTestFinished(async () => void (await end(child, 'SIGKILL')));
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    output.out += String(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output.err += String(chunk);
    process.stderr.write(chunk);
  });
  const page = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();

  async function leads(): Promise<boolean> {
    return healthSchema.parse(JSON.parse(await page('/healthz'))).leader;
  }

  await expect.poll(leads, { timeout: 15_000 }).toEqual(expect.any(Boolean));
  return {
    leads,
    page,
    output: () => output,
    becomesLeader: () => expect.poll(leads, { timeout: TAKEOVER_MS }).toBe(true),
    dies: () => end(child, 'SIGKILL').then(() => undefined),
    ends: () => end(child, 'SIGTERM'),
  };
}

/** The sample world with Herald in a process of its own, on the machine's time. Needs `useDatabase`. */
export async function openProcessWorld(options: LaunchOptions = {}): Promise<ProcessWorld> {
  const telegram = createLocalTelegram();
  const address = await telegram.start();
  onTestFinished(async () => {
    await telegram.stop();
    await emptyDatabase();
  });
  const launch = () => startProcess(address, options);
  const herald = await launch();
  await herald.becomesLeader();
  await options.whenLed?.(herald);
  const joining = createJoining({ clock: createSystemClock(), defaultTimezone: ZONE });
  const sample = await createSampleWorld({ telegram, joining });
  const api = new Api(address.token, { apiRoot: address.apiRoot });
  const pendingUpdates = async () => (await api.getWebhookInfo()).pending_update_count ?? 0;
  return {
    ...sample,
    telegram,
    herald,
    launch,
    pendingUpdates,
    hangsFor(person) {
      telegram.fault({ kind: 'hang', method: 'sendMessage', chatId: person.id });
      return new Promise((resolve) => {
        telegram.world.events.on('event', (event) => {
          if (event.type === 'call' && event.status === 0) resolve();
        });
      });
    },
  };
}

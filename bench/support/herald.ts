import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type EmbeddedMongo, startEmbeddedMongo } from '@common/db/embedded.js';
import { configureDb, connectDb, disconnectDb } from '@common/db/index.js';
import { z } from 'zod';
import { freePort } from './free-port.js';
import { type LocalTelegramProcess, startLocalTelegram } from './local-telegram.js';
import { type ServerProcess, startServer } from './server-process.js';

const clone = resolve(import.meta.dirname, '../..');
const RETRY_MS = 100;
const health = z.object({ leader: z.boolean(), posting: z.object({ tooManyRequests: z.number() }) });

export interface HeraldProcess extends ServerProcess {
  health(): Promise<z.infer<typeof health>>;
}

/** A mongod and a local Telegram, and Herald in a process of its own between them, as in production. */
export interface HeraldWorld {
  mongo: EmbeddedMongo;
  telegram: LocalTelegramProcess;
  /** Starts Herald; resolves when it leads. */
  launch(): Promise<HeraldProcess>;
  /** Starts Herald so that it keeps to no pace; resolves when it leads. */
  launchUnpaced(): Promise<HeraldProcess>;
  /** Starts Herald beside one that leads; resolves when it is ready to take over. */
  launchStandby(): Promise<HeraldProcess>;
  stop(): Promise<void>;
}

export async function openHeraldWorld(telegramArgs: string[] = []): Promise<HeraldWorld> {
  // As the container runs it: without the loader that development needs.
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: clone, stdio: 'inherit' });
  const mongo = await startEmbeddedMongo({ log: () => undefined });
  const telegram = await startLocalTelegram(telegramArgs);
  configureDb({ uri: mongo.uri });
  await connectDb();
  const running: ServerProcess[] = [];

  async function start(file: string, lineCount: number): Promise<HeraldProcess> {
    const port = await freePort();
    const server = await startServer(file, {
      lineCount,
      env: {
        BOT_TOKEN: telegram.token,
        TELEGRAM_API_ROOT: telegram.apiRoot,
        MONGODB_URI: mongo.uri,
        PORT: String(port),
        LOG_LEVEL: 'silent',
      },
    });
    running.push(server);
    return {
      ...server,
      health: async () => health.parse(await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()),
    };
  }

  return {
    mongo,
    telegram,
    // Without an admin the leader's first line is the link for one.
    launch: () => start('dist/main.js', 1),
    launchUnpaced: () => start('bench/support/herald.process.ts', 1),
    async launchStandby() {
      const standby = await start('dist/main.js', 0);
      while (!(await standby.health().catch(() => undefined))) await delay(RETRY_MS);
      return standby;
    },
    async stop() {
      for (const herald of running) await herald.stop();
      await disconnectDb();
      await telegram.server.stop();
      await mongo.stop();
    },
  };
}

import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { type EmbeddedMongo, startEmbeddedMongo } from '@common/db/embedded.js';
import { configureDb, connectDb, disconnectDb } from '@common/db/index.js';
import { type LocalTelegramProcess, startLocalTelegram } from './local-telegram.js';
import { type ServerProcess, startServer } from './server-process.js';

const clone = resolve(import.meta.dirname, '../..');

/** A mongod and a local Telegram, and Herald in a process of its own between them, as in production. */
export interface HeraldWorld {
  mongo: EmbeddedMongo;
  telegram: LocalTelegramProcess;
  /** Starts Herald; resolves when it leads. */
  launch(): Promise<ServerProcess>;
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
  return {
    mongo,
    telegram,
    async launch() {
      // Without an admin the leader's first line is the link for one.
      const herald = await startServer('dist/main.js', {
        lineCount: 1,
        env: {
          BOT_TOKEN: telegram.token,
          TELEGRAM_API_ROOT: telegram.apiRoot,
          MONGODB_URI: mongo.uri,
          PORT: '0',
          LOG_LEVEL: 'silent',
        },
      });
      running.push(herald);
      return herald;
    },
    async stop() {
      for (const herald of running) await herald.stop();
      await disconnectDb();
      await telegram.server.stop();
      await mongo.stop();
    },
  };
}

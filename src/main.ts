import { createSystemClock } from '@common/clock.js';
import { loadEnvironment, problemLine, readConfig } from '@common/config.js';
import { startEmbeddedMongo } from '@common/db/embedded.js';
import { followClock } from '@common/following-clock.js';
import { createLogger, logCrashes } from '@common/logger.js';
import { createApp } from './app.js';

/** sysexits.h: EX_CONFIG. */
const EXIT_CONFIG = 78;

function giveUp(lines: readonly string[]): never {
  for (const line of lines) console.error(line);
  process.exit(EXIT_CONFIG);
}

const environment = loadEnvironment();
const read = readConfig(environment);
if ('problems' in read) giveUp(read.problems.map(problemLine));
const config = read.ok;
if (config.botToken === undefined)
  giveUp([
    'Herald needs a bot token: open @BotFather in Telegram, send /newbot, and answer its two questions.',
    'Put the token into a file .env as BOT_TOKEN=… (see .env.example), then run npm start again.',
    'To try Herald without a token, run npm run playground.',
  ]);

const log = createLogger(config.logLevel);
logCrashes(log);
for (const warning of environment.warnings ?? []) log.warn(warning);
const embedded = config.mongodbUri
  ? undefined
  : await startEmbeddedMongo({ dataDir: config.dataDir, log: (line) => log.info(line) });
// A local Telegram has a time of its own, which can be put forward.
const local = config.telegramApiRoot.startsWith('http://') && (await followClock(config.telegramApiRoot));
const clock = local || createSystemClock();
const app = createApp({
  token: config.botToken,
  apiRoot: config.telegramApiRoot,
  mongodbUri: config.mongodbUri ?? embedded?.uri ?? '',
  adminIds: config.adminIds,
  timezone: config.defaultTimezone,
  web: {
    host: config.host,
    port: config.port,
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
  },
  clock,
  log,
  onClaimLink: (link) =>
    console.log(`Open this link in Telegram within 15 minutes to become its admin: ${link}`),
});

async function stop(): Promise<void> {
  await app.stop();
  await embedded?.stop();
  process.exit(0);
}

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void stop();
  });

await app.start();

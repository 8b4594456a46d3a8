// Herald as built, but without pacing, which production has no switch for.

const { BOT_TOKEN = '', TELEGRAM_API_ROOT = '', MONGODB_URI = '', PORT } = process.env;
const built = (file: string) => import(new URL(`../../dist/${file}.js`, import.meta.url).href);
const { createApp } = (await built('app')) as typeof import('../../src/app.js');
const { createSystemClock } = (await built('common/clock')) as typeof import('../../src/common/clock.js');
const { createLogger } = (await built('common/logger')) as typeof import('../../src/common/logger.js');

const app = createApp({
  token: BOT_TOKEN,
  apiRoot: TELEGRAM_API_ROOT,
  mongodbUri: MONGODB_URI,
  adminIds: [],
  timezone: 'UTC',
  web: { host: '127.0.0.1', port: Number(PORT) },
  clock: createSystemClock(),
  log: createLogger('silent'),
  onClaimLink: () => {},
  tuning: { pacing: 'off-for-benches' },
});
process.once('SIGTERM', () => void app.stop().then(() => process.exit(0)));
await app.start();
await app.leading;
console.log('leads');

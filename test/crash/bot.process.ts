import { readSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { createApp } from '../../src/app.js';
import { createSystemClock } from '../../src/common/clock.js';
import { followClock } from '../../src/common/following-clock.js';
import { createLogger } from '../../src/common/logger.js';
import { watchSteps } from '../../src/common/step.js';

// Herald as the crash matrix runs it: with times of its runner's, and halting at some steps for it.

const { HERALD_CRASH = '', HERALD_TUNING = '{}', HERALD_AD_CHAT = '' } = process.env;
const { BOT_TOKEN = '', API_ROOT = '', MONGODB_URI = '' } = process.env;
const REPORTS = 3;
const ORDERS = 4;
const halting = new Map(
  HERALD_CRASH.split(',')
    .map((at) => at.split('@'))
    .map(([name = '', nth]) => [name, Number(nth)]),
);
const passed = new Map<string, number>();
const tuning = z
  .object({
    leaseTtlMs: z.number().exactOptional(),
    leaseRenewMs: z.number().exactOptional(),
    sendTimeoutMs: z.number().exactOptional(),
    callTimeoutMs: z.number().exactOptional(),
    settleMs: z.number().exactOptional(),
    cronExpression: z.string().exactOptional(),
  })
  .parse(JSON.parse(HERALD_TUNING));

/** Blocks the whole process until its runner lets it go, or forever. */
function halt(name: string, times: number): void {
  writeSync(REPORTS, `at ${name}\n`);
  const order = Buffer.alloc(1);
  if (readSync(ORDERS, order) === 0) process.kill(process.pid, 'SIGKILL');
  // It came too early: the next time, then.
  if (order.toString() === '+') halting.set(name, times + 1);
}

function pass(name: string): void {
  const times = (passed.get(name) ?? 0) + 1;
  passed.set(name, times);
  if (times === 1) writeSync(REPORTS, `passed ${name}\n`);
  if (halting.get(name) === times) halt(name, times);
}

let steps = 0;
watchSteps((name) => {
  pass(name);
  if (halting.get('*') === ++steps) halt('*', steps);
});

const { fetch } = globalThis;
/** The last moment at which a sender can be stopped: its checks are behind it, and nothing has left. */
globalThis.fetch = (input, init) => {
  if (String(input).endsWith('/sendMessage') && String(init?.body).includes(`"chat_id":${HERALD_AD_CHAT}`))
    pass('socket.write');
  return fetch(input, init);
};
// Whoever started it is gone.
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL')).resume();

const app = createApp({
  token: BOT_TOKEN,
  apiRoot: API_ROOT,
  mongodbUri: MONGODB_URI,
  adminIds: [],
  timezone: 'UTC',
  web: { host: '127.0.0.1', port: 0 },
  clock: (await followClock(API_ROOT)) ?? createSystemClock(),
  log: createLogger(process.env['LOG_LEVEL'] ?? 'silent'),
  onClaimLink: () => {},
  tuning,
});
await app.start();

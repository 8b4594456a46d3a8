import { readSync, writeSync } from 'node:fs';
import { createApp } from '../../src/app.js';
import { createSystemClock } from '../../src/common/clock.js';
import { followClock } from '../../src/common/following-clock.js';
import { createLogger } from '../../src/common/logger.js';
import { watchSteps } from '../../src/common/step.js';

// Herald as the crash matrix runs it: all that takes time at a twentieth, and halting at one step for its runner.

const { HERALD_CRASH = '', BOT_TOKEN = '', API_ROOT = '', MONGODB_URI = '' } = process.env;
const REPORTS = 3;
const ORDERS = 4;
const halting = new Map(
  HERALD_CRASH.split(',')
    .map((at) => at.split('@'))
    .map(([name = '', nth]) => [name, Number(nth)]),
);
const passed = new Map<string, number>();

/** Blocks the whole process until its runner lets it go, or forever. */
function halt(name: string): void {
  writeSync(REPORTS, `at ${name}\n`);
  if (readSync(ORDERS, Buffer.alloc(1)) === 0) process.kill(process.pid, 'SIGKILL');
}

watchSteps((name) => {
  const times = (passed.get(name) ?? 0) + 1;
  passed.set(name, times);
  if (times === 1) writeSync(REPORTS, `passed ${name}\n`);
  if (halting.get(name) === times) halt(name);
});
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
  tuning: {
    leaseTtlMs: 500,
    leaseRenewMs: 150,
    sendTimeoutMs: 1_000,
    settleMs: 45_000,
    cronExpression: '* * * * * *',
  },
});
await app.start();

import { Bot } from 'grammy';
import { expect, it, onTestFinished } from 'vitest';
import { createSystemClock } from '../../src/common/clock.js';
import { createLogger } from '../../src/common/logger.js';
import { createLocalTelegram } from '../../src/playground/telegram/index.js';
import type { HeraldContext } from '../../src/telegram/context.js';
import { createPolling } from '../../src/telegram/updates/polling.js';
import { updateRepo } from '../../src/telegram/updates/update.repo.js';
import { AT_ONCE, createUpdateSource } from '../../src/telegram/updates/update-source.js';
import { useDatabase } from '../support/mongo.js';

const FLOOD = 3 * AT_ONCE;

useDatabase();

it('handles a flood of updates a few at a time, so that posting has its share, and each in the end', async () => {
  const clock = createSystemClock();
  const log = createLogger('silent');
  const telegram = createLocalTelegram({ clock });
  const { apiRoot, token } = await telegram.start();
  const bot = new Bot<HeraldContext>(token, { client: { apiRoot } });
  await bot.init();

  let running = 0;
  let most = 0;
  let handled = 0;
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  bot.on('message', async () => {
    running++;
    most = Math.max(most, running);
    await gate;
    running--;
    handled++;
  });
  const supplier = createUpdateSource({
    api: bot.api,
    updates: updateRepo,
    admit: async (batch) => [...batch],
    clock,
    log,
    onIntroduced: () => {},
    onTrouble: () => {},
  });
  const polling = createPolling({ bot, supplier, updates: updateRepo, clock, log });
  onTestFinished(async () => {
    release();
    await polling.stop();
    await telegram.stop();
  });

  for (let n = 0; n < FLOOD; n++) telegram.person({ first_name: `Person ${n}` }).says('Hello');
  polling.start();
  await expect.poll(() => running).toBe(AT_ONCE);
  // More would have been fetched and begun in the time of so many calls.
  for (let n = 0; n < AT_ONCE; n++) await bot.api.getMe();
  release();
  await expect.poll(() => handled).toBe(FLOOD);
  expect(most).toBe(AT_ONCE);
});

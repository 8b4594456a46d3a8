import { expect, it, onTestFinished } from 'vitest';
import { followClock } from '../../src/common/following-clock.js';
import { createLocalTelegram } from '../../src/playground/telegram/index.js';

const DAY = 86_400_000;

async function startTelegram() {
  const telegram = createLocalTelegram();
  const { apiRoot } = await telegram.start();
  onTestFinished(() => telegram.stop());
  return { telegram, apiRoot };
}

it('goes as the local Telegram’s clock, and jumps with it', async () => {
  const { telegram, apiRoot } = await startTelegram();
  telegram.run({ do: 'advance', ms: DAY });
  const clock = await followClock(apiRoot);
  expect(clock && Math.abs(clock.now() - Date.now() - DAY)).toBeLessThan(5_000);
  const fired = new Promise<void>((resolve) => void clock?.at(clock.now() + DAY / 2, resolve));
  telegram.run({ do: 'advance', ms: DAY });
  await fired;
  expect(clock && Math.abs(clock.now() - Date.now() - 2 * DAY)).toBeLessThan(5_000);
});

it('follows nothing where there is nothing to follow', async () => {
  expect(await followClock('http://127.0.0.1:9')).toBeUndefined();
  const { telegram, apiRoot } = await startTelegram();
  expect(await followClock(`${apiRoot}/bot${telegram.token}`)).toBeUndefined();
});

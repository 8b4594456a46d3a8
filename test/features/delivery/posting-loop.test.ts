import { createLogger } from '@common/logger.js';
import { ScheduledPostModel } from '@common/models/index.js';
import { afterEach, expect, it } from 'vitest';
import { newId } from '../../../src/common/ids.js';
import { createPostingLoop } from '../../../src/features/delivery/posting-loop.js';
import { emptyDatabase, useDatabase } from '../../support/mongo.js';

useDatabase();
afterEach(emptyDatabase);

const NOW = Date.UTC(2026, 10, 26, 12);
const PASS_MS = 30;

/** When the loop wants to be woken (ms, UTC) after one pass that takes its time and leaves this post as it is. */
async function alarmAfterPass(wakeAt: number): Promise<number | undefined> {
  await ScheduledPostModel.create({
    campaignId: newId(),
    groupId: newId(),
    creativeId: newId(),
    occurrence: 'autumn|2026-11-26T12:00|UTC',
    planRev: 0,
    dueAt: new Date(wakeAt),
    wakeAt: new Date(wakeAt),
    status: 'due',
  });
  let now = NOW;
  let alarm: number | undefined;
  const loop = createPostingLoop({
    clock: {
      now: () => now,
      at(time) {
        alarm = time;
        return () => {};
      },
    },
    log: createLogger('silent'),
    dispatcher: {
      async pass() {
        now += PASS_MS;
        return undefined;
      },
    },
    settled: async () => {},
    timer: true,
    // On the first of January.
    cronExpression: '0 0 1 1 *',
  });
  loop.start();
  await loop.idle();
  await loop.stop();
  return alarm;
}

it('wakes when the next post is due', async () => {
  expect(await alarmAfterPass(NOW + 60_000)).toBe(NOW + 60_000);
});

it('looks again at once at a post that became due during the pass', async () => {
  expect(await alarmAfterPass(NOW + PASS_MS / 2)).toBe(NOW + PASS_MS / 2);
});

it('rests before it looks again at what the pass has left', async () => {
  expect(await alarmAfterPass(NOW - 1)).toBe(NOW + PASS_MS + 100);
});

import { runMigrations } from '@common/db/migrations/index.js';
import { createLogger } from '@common/logger.js';
import { type Campaign, ScheduledPostModel } from '@common/models/index.js';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { createShiftableClock } from '../../../src/common/clock.js';
import { type GroupId, newId } from '../../../src/common/ids.js';
import { createIntents, type IntentDeps } from '../../../src/features/delivery/intent.service.js';
import { emptyDatabase, useDatabase } from '../../support/mongo.js';

useDatabase();
beforeAll(() => runMigrations(createLogger('silent')));
afterEach(emptyDatabase);

const NOW = Date.UTC(2026, 10, 26, 12);
const MINUTE = 60_000;

/** Intents for posts of a campaign; nothing of what comes after the plan's check is reached. */
function intentsFor(campaign: Partial<Campaign>) {
  const slot = { campaign, group: null, creative: null, brand: null, settings: {} };
  return createIntents({
    clock: createShiftableClock(NOW),
    fence: { guard: async () => {} },
    slots: {
      capsOf: async () => [],
      open: async () => ({ read: async () => ({ slot, caps: [], facts: {} }), charged() {} }),
    },
    expiryMs: MINUTE,
  } as unknown as IntentDeps);
}

/** A claimed row of the plan before the last edit, due at a time (ms, UTC). */
async function claimed(dueAt: number, groupId: GroupId) {
  const row = await ScheduledPostModel.create({
    campaignId: newId(),
    groupId,
    creativeId: newId(),
    occurrence: 'autumn|2026-11-26T12:00|UTC',
    planRev: 1,
    dueAt: new Date(dueAt),
    wakeAt: new Date(NOW),
    status: 'claimed',
    token: 'mine',
    epoch: 1,
  });
  return row.toObject();
}

it('cancels a post that was due when its group was taken out of the campaign, and says so', async () => {
  const post = await claimed(NOW - 2 * MINUTE, newId<GroupId>());
  const edited = { planRev: 2, planChangedAt: new Date(NOW - MINUTE), targetGroups: [newId<GroupId>()] };
  expect(await intentsFor(edited).commit([post])).toEqual([]);
  const row = await ScheduledPostModel.findOne().lean();
  expect(row).toMatchObject({
    status: 'cancelled',
    token: null,
    reason: { why: { key: 'why-taken-out' }, at: expect.any(Date) },
  });
  expect(row).not.toHaveProperty('wakeAt');
});

it('deletes one that was to come, for no plan wants it any more', async () => {
  const post = await claimed(NOW - MINUTE, newId<GroupId>());
  const edited = {
    planRev: 2,
    planChangedAt: new Date(NOW - 2 * MINUTE),
    targetGroups: [],
    schedule: null,
  };
  expect(await intentsFor(edited).commit([post])).toEqual([]);
  expect(await ScheduledPostModel.countDocuments()).toBe(0);
});

import { runMigrations } from '@common/db/migrations/index.js';
import { createLogger } from '@common/logger.js';
import {
  CampaignModel,
  type Schedule,
  type ScheduledPost,
  ScheduledPostModel,
} from '@common/models/index.js';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type CampaignId,
  type CreativeId,
  type GroupId,
  newId,
  type UserId,
} from '../../../src/common/ids.js';
import {
  behindCampaigns,
  findCampaign,
  markPlanned,
  planRevOf,
} from '../../../src/features/campaigns/campaign.repo.js';
import { createPlanner, type Planner } from '../../../src/features/queue/planner.js';
import { emptyDatabase, useDatabase } from '../../support/mongo.js';

useDatabase();
beforeAll(() => runMigrations(createLogger('silent')));
afterEach(emptyDatabase);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Thursday 26 November 2026, 12:00 in UTC. */
const NOON = Date.UTC(2026, 10, 26, 12, 0);
const errors: unknown[] = [];

const campaigns = { behind: behindCampaigns, get: findCampaign, planRevOf, markPlanned };
const planner = (): Planner =>
  createPlanner({ campaigns, log: { error: (error: unknown) => void errors.push(error) } });

/** Plans until nothing is left. */
async function plans(now: number, with_: Planner = planner()): Promise<void> {
  while (await with_.plan(now));
  expect(errors.splice(0)).toEqual([]);
}

function daily(...times: string[]): Schedule {
  return {
    zone: 'UTC',
    rule: { kind: 'daily', times },
    start: null,
    end: null,
    count: null,
    exceptions: [],
  };
}

const ids = <T extends string>(count: number) =>
  Array.from({ length: count }, () => newId<never>() as string as T);

interface Planned {
  schedule?: Schedule;
  targetGroups?: GroupId[];
  creatives?: CreativeId[];
}

/** A campaign that was just given this plan. */
async function campaignWith({
  schedule = daily('10:00', '18:00'),
  targetGroups = ids<GroupId>(2),
  creatives = ids<CreativeId>(1),
}: Planned = {}): Promise<CampaignId> {
  const [campaign] = await CampaignModel.create([
    {
      name: 'Autumn',
      type: 'onlyfans',
      status: 'active',
      landingUrl: 'https://onlyfans.com/lola',
      planRev: 1,
      planChangedAt: new Date(NOON),
      schedule,
      targetGroups,
      creatives,
      createdBy: newId<UserId>(),
    },
  ]);
  return (campaign?._id ?? '') as CampaignId;
}

async function edits(id: CampaignId, at: number, change: Planned): Promise<void> {
  await CampaignModel.updateOne(
    { _id: id },
    { $set: { ...change, planChangedAt: new Date(at), plannedUntil: null }, $inc: { planRev: 1 } },
  );
}

const rows = (filter: object = {}) =>
  ScheduledPostModel.find(filter).sort({ dueAt: 1, groupId: 1 }).lean<ScheduledPost[]>();

/** When the posts are due, each time once: `26T18:00`. */
function timesOf(posts: readonly ScheduledPost[]): string[] {
  return [...new Set(posts.map(({ dueAt }) => dueAt.toISOString().slice(8, 16)))];
}

const set = (filter: object, change: object) => ScheduledPostModel.updateMany(filter, { $set: change });

describe('planning', () => {
  it('goes 48 hours ahead, and further as time goes on, without a gap or a double', async () => {
    await campaignWith();
    const same = planner();
    await plans(NOON, same);
    expect(timesOf(await rows())).toEqual(['26T18:00', '27T10:00', '27T18:00', '28T10:00']);
    for (let hour = 1; hour <= 30; hour++) await plans(NOON + hour * HOUR, same);
    expect(timesOf(await rows())).toEqual([
      '26T18:00',
      '27T10:00',
      '27T18:00',
      '28T10:00',
      '28T18:00',
      '29T10:00',
    ]);
    expect(await rows()).toHaveLength(12);
  });

  it('makes no double when two planners do it at once', async () => {
    await campaignWith({ schedule: daily('10:00', '14:00', '18:00', '22:00'), targetGroups: ids(90) });
    await Promise.all([plans(NOON), plans(NOON), plans(NOON)]);
    expect(await rows()).toHaveLength(8 * 90);
  });

  it('goes on while a campaign is paused, so that resuming it loses nothing', async () => {
    const id = await campaignWith({ targetGroups: ids(1) });
    const same = planner();
    await plans(NOON, same);
    await CampaignModel.updateOne({ _id: id }, { $set: { status: 'paused' } });
    for (let day = 1; day <= 3; day++) await plans(NOON + day * DAY, same);
    await CampaignModel.updateOne({ _id: id }, { $set: { status: 'active' } });
    await plans(NOON + 3 * DAY, same);
    expect(await rows()).toHaveLength(2 * 5);
    expect(new Set((await rows()).map(({ planRev }) => planRev))).toEqual(new Set([1]));
  });

  it('begins anew where a crash interrupted it', async () => {
    const id = await campaignWith({ targetGroups: ids(300) });
    const dies = createPlanner({
      campaigns: {
        ...campaigns,
        markPlanned: () => Promise.reject(new Error('killed')),
      },
      log: { error: () => undefined },
    });
    await dies.plan(NOON);
    await plans(NOON);
    expect(await rows()).toHaveLength(4 * 300);
    expect((await findCampaign(id))?.plannedUntil).toEqual(new Date(NOON + 2 * DAY));
  });

  it('lets no campaign that cannot be planned stop another', async () => {
    const bad = await campaignWith();
    const good = await campaignWith();
    const seen: unknown[] = [];
    const one = createPlanner({
      campaigns: {
        ...campaigns,
        get: (id) => (id === bad ? Promise.reject(new Error('broken')) : findCampaign(id)),
      },
      log: { error: (error: unknown) => void seen.push(error) },
    });
    expect(await one.plan(NOON)).toBe(false);
    expect(seen).toHaveLength(1);
    expect(await rows({ campaignId: good })).toHaveLength(8);
  });

  it('plans 1,000 groups 24 times a day in batches, and lets posting have its turn in between', async () => {
    const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
    // Ten hours of the 48 are enough to see it.
    const schedule = { ...daily(...hours), end: '2026-11-26T22:00:00' };
    await campaignWith({ schedule, targetGroups: ids(1_000) });
    const small = await campaignWith();
    const batches: number[] = [];
    const bulkWrite = ScheduledPostModel.bulkWrite.bind(ScheduledPostModel);
    ScheduledPostModel.bulkWrite = ((operations: object[], ...rest: []) => {
      batches.push(operations.length);
      return bulkWrite(operations as never, ...rest);
    }) as typeof ScheduledPostModel.bulkWrite;
    try {
      const one = planner();
      expect(await one.plan(NOON)).toBe(true);
      expect(await ScheduledPostModel.countDocuments()).toBeLessThanOrEqual(2_500);
      // The big one does not keep the small one waiting.
      expect(await rows({ campaignId: small })).toHaveLength(8);
      await plans(NOON, one);
    } finally {
      ScheduledPostModel.bulkWrite = bulkWrite;
    }
    expect(await ScheduledPostModel.countDocuments()).toBe(10_000 + 8);
    expect(Math.max(...batches)).toBeLessThanOrEqual(1_000);
  }, 120_000);
});

describe('an edit', () => {
  it('deletes what is not wanted any more, adds what is, and keeps what both have', async () => {
    const id = await campaignWith();
    await plans(NOON);
    const before = await rows();
    await edits(id, NOON + HOUR, { schedule: daily('18:00', '20:00') });
    await plans(NOON + HOUR);
    const after = await rows();
    expect(timesOf(after)).toEqual(['26T18:00', '26T20:00', '27T18:00', '27T20:00']);
    const kept = before.filter(({ dueAt }) => dueAt.getUTCHours() === 18).map(({ _id }) => _id);
    expect(after.map(({ _id }) => _id)).toEqual(expect.arrayContaining(kept));
    expect(new Set(after.map(({ planRev }) => planRev))).toEqual(new Set([2]));
  });

  it('makes nothing anew that was sent, is on its way, failed or was skipped', async () => {
    const targetGroups = ids<GroupId>(4);
    const id = await campaignWith({ targetGroups });
    await plans(NOON);
    const statuses = ['sent', 'sending', 'failed', 'skipped'] as const;
    for (const [index, status] of statuses.entries()) await set({ groupId: targetGroups[index] }, { status });
    await edits(id, NOON + HOUR, { schedule: daily('10:00', '18:00', '20:00') });
    await plans(NOON + HOUR);
    const after = await rows({ dueAt: { $lt: new Date(NOON + 7 * HOUR) } });
    expect(after.map(({ status }) => status).sort()).toEqual([...statuses].sort());
  });

  it('leaves what a person touched', async () => {
    const id = await campaignWith({ targetGroups: ids(1) });
    await plans(NOON);
    const olga = newId<UserId>();
    const [moved, skipped] = await rows();
    await set({ _id: moved?._id }, { touchedBy: olga, dueAt: new Date(NOON + 9 * HOUR) });
    await set({ _id: skipped?._id }, { touchedBy: olga, status: 'skipped' });
    await edits(id, NOON + HOUR, { schedule: daily('20:00') });
    await plans(NOON + HOUR);
    const touched = await rows({ touchedBy: olga });
    expect(touched.map(({ status }) => status)).toEqual(['due', 'skipped']);
    expect(timesOf(touched)).toEqual(['26T21:00', '27T10:00']);
    expect(timesOf(await rows({ touchedBy: null }))).toEqual(['26T20:00', '27T20:00']);
  });

  it('never deletes what was due at or before it, and cancels that if its group was taken out', async () => {
    const [stays, goes] = ids<GroupId>(2) as [GroupId, GroupId];
    const id = await campaignWith({ targetGroups: [stays, goes] });
    await plans(NOON);
    await edits(id, NOON + 6 * HOUR, { schedule: daily('20:00'), targetGroups: [stays] });
    await plans(NOON + 6 * HOUR);
    const due = await rows({ dueAt: new Date(NOON + 6 * HOUR) });
    expect(Object.fromEntries(due.map(({ groupId, status }) => [groupId, status]))).toEqual({
      [stays]: 'due',
      [goes]: 'cancelled',
    });
    const cancelled = due.find(({ groupId }) => groupId === goes);
    expect(cancelled?.reason?.why).toEqual({ key: 'why-taken-out' });
    expect(cancelled).not.toHaveProperty('wakeAt');
    expect(timesOf(await rows({ groupId: stays }))).toEqual(['26T18:00', '26T20:00', '27T20:00']);
  });

  it('plans nothing that lies before it, though the new rule names it', async () => {
    const id = await campaignWith();
    await plans(NOON);
    await edits(id, NOON + 30 * MINUTE, { schedule: daily('12:15', '13:00') });
    await plans(NOON + 31 * MINUTE);
    expect(timesOf(await rows())).toEqual(['26T13:00', '27T12:15', '27T13:00', '28T12:15']);
  });

  it('takes a claim back whose creative it changes', async () => {
    const [old, fresh] = ids<CreativeId>(2) as [CreativeId, CreativeId];
    const id = await campaignWith({ creatives: [old], targetGroups: ids(1) });
    await plans(NOON);
    await set({ creativeId: old }, { status: 'claimed', token: 'b6f1' });
    await edits(id, NOON + HOUR, { creatives: [fresh] });
    await plans(NOON + HOUR);
    for (const row of await rows())
      expect(row).toMatchObject({ creativeId: fresh, status: 'due', token: null, wakeAt: row.dueAt });
  });

  it('moves what an exception moves', async () => {
    const id = await campaignWith({ targetGroups: ids(1) });
    await plans(NOON);
    const exceptions = [{ nominal: '2026-11-26T18:00:00', movedTo: '2026-11-26T19:30:00' }];
    await edits(id, NOON + HOUR, { schedule: { ...daily('10:00', '18:00'), exceptions } });
    await plans(NOON + HOUR);
    const [moved] = await rows();
    expect(moved?.wakeAt).toEqual(new Date(NOON + 7.5 * HOUR));
    expect(timesOf(await rows())).toEqual(['26T19:30', '27T10:00', '27T18:00', '28T10:00']);
  });

  it('that overtakes a planner leaves nothing of the older plan', async () => {
    const id = await campaignWith({ targetGroups: ids(3) });
    let overtake = true;
    const slow = createPlanner({
      campaigns: {
        ...campaigns,
        // It has read the campaign; now somebody edits it, and another planner is quicker.
        async get(wanted) {
          const campaign = await findCampaign(wanted);
          if (overtake) {
            overtake = false;
            await edits(id, NOON + HOUR, { schedule: daily('20:00') });
            await plans(NOON + HOUR);
          }
          return campaign;
        },
      },
      log: { error: (error: unknown) => void errors.push(error) },
    });
    await plans(NOON, slow);
    expect(timesOf(await rows())).toEqual(['26T20:00', '27T20:00']);
    expect(await rows()).toHaveLength(6);
  });
});

describe('after Herald was away', () => {
  const quarters = daily('12:30', '12:45', '13:00', '13:15');

  it('the last of the runs that are in time is made up for, and no other', async () => {
    const id = await campaignWith({ schedule: quarters, targetGroups: ids(1) });
    await markPlanned(id, 1, new Date(NOON));
    await plans(NOON + 3 * DAY + 65 * MINUTE);
    const [first] = await rows();
    expect(first?.dueAt).toEqual(new Date(NOON + 3 * DAY + HOUR));
    expect(timesOf(await rows()).slice(0, 3)).toEqual(['29T13:00', '29T13:15', '30T12:30']);
  });

  it('the last of the runs that were planned is made up for; the others say why not', async () => {
    await campaignWith({ schedule: quarters, targetGroups: ids(2) });
    await plans(NOON);
    await plans(NOON + 65 * MINUTE);
    const past = await rows({ dueAt: { $lte: new Date(NOON + 65 * MINUTE) } });
    const told = past.map(({ status, reason }) => [status, reason?.why.key]);
    expect(told).toEqual([
      ['skipped', 'why-missed'],
      ['skipped', 'why-missed'],
      ['skipped', 'why-missed'],
      ['skipped', 'why-missed'],
      ['due', undefined],
      ['due', undefined],
    ]);
  });

  it('a run that an edit took out just before makes none of those that stayed a missed one', async () => {
    const id = await campaignWith({ schedule: quarters, targetGroups: ids(1) });
    await plans(NOON);
    await edits(id, NOON + 5 * MINUTE, { schedule: daily('12:30', '12:45') });
    await plans(NOON + 65 * MINUTE);
    const past = await rows({ dueAt: { $lte: new Date(NOON + 65 * MINUTE) } });
    expect(timesOf(past)).toEqual(['26T12:45']);
    expect(past.map(({ status }) => status)).toEqual(['due']);
  });

  it('nothing is missed that waited for something else', async () => {
    await campaignWith({ schedule: quarters, targetGroups: ids(1) });
    await plans(NOON);
    await set({}, { reason: { why: { key: 'why-paused' }, trace: [] } });
    await plans(NOON + 65 * MINUTE);
    expect(new Set((await rows()).map(({ status }) => status))).toEqual(new Set(['due']));
  });

  it('a single moment that passed stands in the queue, where it is told that it was too late', async () => {
    const schedule: Schedule = { ...daily(), rule: { kind: 'once', at: '2026-11-26T12:00:00' } };
    await campaignWith({ schedule, targetGroups: ids(1) });
    await plans(NOON + DAY);
    expect(timesOf(await rows())).toEqual(['26T12:00']);
  });
});

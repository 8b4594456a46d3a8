import { expect, it } from 'vitest';
import { CapModel } from '../../src/common/db/collections/index.js';
import { CampaignModel, ScheduledPostModel } from '../../src/common/models/index.js';
import { openFullQueue } from '../support/full-queue.js';
import { adsIn, opens, opensPost, schedulesPicture } from '../support/steps.js';
import { openWorld } from '../support/world.js';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

const limits = { daily: null, weekly: null, total: null };
const policy = {
  adult: true,
  gambling: true,
  quietHours: null,
  dailyMax: null,
  minGapMin: null,
  pin: false,
  label: null,
};

/** Looks until it is so; the machine may be busy. */
const settles = <T>(look: () => T) => expect.poll(look, { timeout: 10_000 });
const statuses = async () =>
  (await ScheduledPostModel.find().sort({ dueAt: 1, _id: 1 }).lean()).map(({ status }) => status);
const counted = async () => (await CapModel.find().lean()).map(({ n }) => n);

it('never posts more a day in a group than the group bears, and says so', async () => {
  const world = await openWorld();
  const { olga, clock } = world;
  const { groups, adds } = await openFullQueue(world, 1, { group: { policy: { ...policy, dailyMax: 2 } } });
  for (const dueIn of [0, 5 * SECOND, 10 * SECOND]) await adds({ dueIn });
  clock.advance(5 * SECOND);
  await settles(statuses).toEqual(['sent', 'sent', 'due']);
  clock.advance(10 * SECOND);
  await settles(statuses).toEqual(['sent', 'sent', 'skipped']);
  expect(groups.flatMap(({ handle }) => adsIn(handle))).toHaveLength(2);
  const card = await opensPost(olga, 'History', '⏭');
  expect(card.text).toContain('⏭ Not sent\nThe group has had its 2 ads of the day.');
});

it('waits for midnight where that is inside the hour that a post may be late', async () => {
  const world = await openWorld();
  const { clock } = world;
  // 23:30 in Kyiv.
  clock.advance(11 * HOUR + 30 * MINUTE);
  const { groups, adds } = await openFullQueue(world, 1, { campaign: { limits: { ...limits, daily: 1 } } });
  await CampaignModel.updateOne(
    {},
    {
      $set: {
        schedule: {
          zone: 'Europe/Kyiv',
          rule: { kind: 'once', at: '2026-11-26T12:00:00' },
          start: null,
          end: null,
          count: null,
          exceptions: [],
        },
        plannedUntil: new Date(clock.now() + 48 * HOUR),
      },
    },
  );
  await adds({ times: 2 });
  await settles(() => adsIn(groups[0].handle).length).toBe(1);
  await settles(() => ScheduledPostModel.countDocuments({ 'reason.why.key': 'why-campaign-daily' })).toBe(1);
  clock.advance(29 * MINUTE);
  expect(groups.flatMap(({ handle }) => adsIn(handle))).toHaveLength(1);
  clock.advance(2 * MINUTE);
  await settles(statuses).toEqual(['sent', 'sent']);
});

it('gives back what a refused post was counted for', async () => {
  const world = await openWorld();
  const { telegram, clock } = world;
  const { groups, adds } = await openFullQueue(world, 1, { campaign: { limits: { ...limits, total: 1 } } });
  telegram.fault({ kind: 'forbidden', method: 'sendMessage', chatId: groups[0].handle.id });
  await adds();
  await settles(statuses).toEqual(['failed']);
  expect(await counted()).toEqual([0]);
  await adds();
  clock.advance(SECOND);
  await settles(statuses).toEqual(['failed', 'sent']);
  expect(await counted()).toEqual([1]);
  await adds();
  clock.advance(SECOND);
  await settles(statuses).toEqual(['failed', 'sent', 'skipped']);
});

it('counts a total once over all groups, however many posts leave in one moment', async () => {
  const world = await openWorld();
  const { groups, adds } = await openFullQueue(world, 8, { campaign: { limits: { ...limits, total: 5 } } });
  await adds();
  await settles(async () => (await statuses()).filter((status) => status !== 'due').length).toBe(8);
  await settles(async () => (await statuses()).filter((status) => status === 'sent').length).toBe(5);
  expect(groups.flatMap(({ handle }) => adsIn(handle))).toHaveLength(5);
});

it('keeps a gap between two ads of a group', async () => {
  const world = await openWorld();
  const { clock } = world;
  const { adds } = await openFullQueue(world, 1, { group: { policy: { ...policy, minGapMin: 30 } } });
  await adds({ times: 2 });
  await settles(() => ScheduledPostModel.countDocuments({ 'reason.why.key': 'why-gap' })).toBe(1);
  clock.advance(29 * MINUTE);
  expect((await statuses()).sort()).toEqual(['due', 'sent']);
  clock.advance(2 * MINUTE);
  await settles(statuses).toEqual(['sent', 'sent']);
});

it('posts nothing in quiet hours', async () => {
  const world = await openWorld();
  const { clock, olga } = world;
  const quietHours = { from: '11:00', to: '12:30' };
  const { adds } = await openFullQueue(world, 1, { group: { policy: { ...policy, quietHours } } });
  await adds();
  await settles(() => ScheduledPostModel.countDocuments({ 'reason.why.key': 'why-quiet' })).toBe(1);
  const card = await opensPost(olga, 'Queue', '🕒');
  expect(card.text).toContain('The group has quiet hours.');
  clock.advance(31 * MINUTE);
  await settles(statuses).toEqual(['sent']);
});

it('leaves an ad alone on top for the hours that it has', async () => {
  const world = await openWorld();
  const { clock } = world;
  const placement = { rule: '1/24' as const, topHours: 1, deleteAfterHours: 24, pin: false, silent: false };
  const { adds } = await openFullQueue(world, 1, { campaign: { placement } });
  await adds();
  await settles(statuses).toEqual(['sent']);
  clock.advance(30 * MINUTE);
  await adds();
  clock.advance(SECOND);
  await settles(() => ScheduledPostModel.countDocuments({ 'reason.why.key': 'why-top-hold' })).toBe(1);
  clock.advance(30 * MINUTE);
  await settles(statuses).toEqual(['sent', 'sent']);
});

it('lets an admin say in the chat how much a group bears', async () => {
  const world = await openWorld();
  const { adam, olga, owls } = world;
  await opens(adam, 'Groups');
  await adam.sees(/\[🟢 Night Owls\]/);
  adam.presses('Night Owls');
  await adam.sees(/\[Limits\]/);
  adam.presses('Limits');
  await adam.sees(/Ads a day: None\nBetween two ads: None\nQuiet hours: None/);
  adam.presses('1');
  await adam.sees(/Ads a day: 1\n/);
  adam.presses('23:00–09:00');
  await adam.sees(/Quiet hours: 23:00–09:00/);
  await schedulesPicture(olga, { name: 'First', caption: 'First one', when: 'Now' });
  await owls.sees(/First one/);
  await schedulesPicture(olga, { when: 'Now' });
  await settles(statuses).toEqual(['sent', 'skipped']);
  await opensPost(olga, 'History', '⏭');
  await olga.sees(/The group has had its 1 ads of the day/);
  adam.presses('None');
  await adam.sees(/Ads a day: None/);
});

it('lets an operator limit a campaign in the chat, and says what that makes in all', async () => {
  const world = await openWorld();
  const { olga } = world;
  await schedulesPicture(olga);
  olga.presses('Limits');
  await olga.sees(/No limits: it posts as often/);
  olga.presses('2');
  await olga.sees(/At most 2 a day in each group, up to 2/);
  olga.presses('100');
  await olga.sees(/At most 100 posts in all/);
  olga.presses('Back');
  await olga.sees(/^Autumn[\s\S]*At most 2 a day in each group, up to 2\nAt most 100 posts in all/);
});

it('holds what admins say of all groups for a group that has nothing of its own', async () => {
  const world = await openWorld();
  const { adam, olga } = world;
  await opens(adam, 'Groups');
  await adam.sees(/\[Limits of all groups\]/);
  adam.presses('Limits of all groups');
  await adam.sees(/^Limits · all groups/);
  adam.presses('180 min');
  await adam.sees(/Between two ads: 180 min/);
  await schedulesPicture(olga, { name: 'First', caption: 'First one', when: 'Now' });
  await world.owls.sees(/First one/);
  await schedulesPicture(olga, { when: 'Now' });
  await settles(statuses).toEqual(['sent', 'skipped']);
  const fresh = await opens(olga, 'Groups');
  const list = await olga.sees(/\[🟢 Night Owls\]/, fresh);
  expect(JSON.stringify(list.reply_markup)).not.toContain('Limits of all groups');
  await opensPost(olga, 'History', '⏭');
  await olga.sees(/Another ad stands in the group since a short time/);
});

it('counts a limit that is set at noon from the morning on, also one that was taken away for a while', async () => {
  const world = await openWorld();
  const { clock } = world;
  const { adds, campaignId } = await openFullQueue(world, 1);
  const setDaily = (daily: number | null) =>
    CampaignModel.updateOne(
      { _id: campaignId },
      { $set: { limits: { ...limits, daily } }, $inc: { rev: 1 } },
    );
  const sendsOne = async (expected: string[]) => {
    await adds({ dueIn: 0 });
    clock.advance(5 * SECOND);
    await settles(statuses).toEqual(expected);
  };
  await sendsOne(['sent']);
  await setDaily(2);
  await sendsOne(['sent', 'sent']);
  await setDaily(null);
  await sendsOne(['sent', 'sent', 'sent']);
  await setDaily(4);
  await sendsOne(['sent', 'sent', 'sent', 'sent']);
  await sendsOne(['sent', 'sent', 'sent', 'sent', 'skipped']);
});

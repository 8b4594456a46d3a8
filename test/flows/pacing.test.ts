import { expect, it } from 'vitest';
import { ScheduledPostModel, TelegramGroupModel } from '../../src/common/models/index.js';
import { openFullQueue } from '../support/full-queue.js';
import { adsIn } from '../support/steps.js';
import { openWorld } from '../support/world.js';

const MINUTE = 60_000;

/** Looks until it is so; the machine may be busy. */
const settles = <T>(look: () => T) => expect.poll(look, { timeout: 10_000 });
const sent = () => ScheduledPostModel.countDocuments({ status: 'sent' });

it('posts to all groups at once and meets no limit of Telegram’s', async () => {
  const world = await openWorld();
  world.telegram.run({ do: 'limits', limits: 'buckets' });
  const { groups, adds } = await openFullQueue(world, 40);
  await adds();
  await settles(sent).toBe(40);
  expect(groups.every(({ handle }) => adsIn(handle).length === 1)).toBe(true);
  // Claimed, let go, sent: none was put back on its way, as after an intent that failed.
  const posts = await ScheduledPostModel.find().lean();
  expect(new Set(posts.map(({ rev }) => rev))).toEqual(new Set([3]));
});

it('comes back after a 429 when Telegram says, once', async () => {
  const world = await openWorld();
  const { telegram, clock } = world;
  const { groups, adds } = await openFullQueue(world, 2);
  const [slow, quick] = groups.map(({ handle }) => handle);
  telegram.fault({ kind: 'tooManyRequests', retryAfter: 30, method: 'sendMessage', chatId: slow?.id ?? 0 });
  await adds();
  await quick?.sees(/Spin and win/);
  await settles(() => ScheduledPostModel.countDocuments({ 'reason.why.key': 'why-slow-down' })).toBe(1);
  clock.advance(31_000);
  await slow?.sees(/Spin and win/);
  await settles(sent).toBe(2);
});

it('rests when the token is refused, and goes on when it is taken again', async () => {
  const world = await openWorld();
  const { telegram, clock, port } = world;
  const { adds } = await openFullQueue(world, 3);
  const health = async () =>
    (await fetch(`http://127.0.0.1:${port}/healthz`)).json() as Promise<{ problems: string[] }>;
  telegram.fault({
    kind: 'refused',
    code: 401,
    description: 'Unauthorized',
    method: 'sendMessage',
    times: 99,
  });
  await adds();
  await settles(async () => (await health()).problems).toEqual(['bad-token']);
  expect(await sent()).toBe(0);
  telegram.run({ do: 'clearFaults' });
  clock.advance(MINUTE + 1_000);
  await settles(sent).toBe(3);
  expect((await health()).problems).toEqual([]);
});

it('lets no group with hundreds of posts keep the others waiting', async () => {
  const world = await openWorld();
  const { groups, adds } = await openFullQueue(world, 11);
  const [hot, ...others] = groups;
  await adds({ into: hot ? [hot.id] : [], times: 400 });
  await adds({ into: others.map(({ id }) => id) });
  await settles(() => others.every(({ handle }) => adsIn(handle).length === 1)).toBe(true);
  expect(hot && adsIn(hot.handle).length).toBeLessThan(15);
});

it('sends the more important of two posts first', async () => {
  const world = await openWorld();
  const { adds } = await openFullQueue(world, 1);
  const dueAt = world.clock.now() + MINUTE;
  await adds({ dueAt });
  await adds({ dueAt, priority: 5 });
  world.clock.advance(MINUTE);
  await settles(sent).toBe(2);
  const [first] = await ScheduledPostModel.find().sort({ intentAt: 1 }).lean();
  expect(first).toMatchObject({ priority: 5 });
});

it('lets a post that cannot be decided hold up no other', async () => {
  const world = await openWorld();
  const { groups, adds, campaignId } = await openFullQueue(world, 3);
  const [first] = groups;
  await adds({ dueIn: 60_000 });
  // No code of ours writes such a zone; only a hand in the database does.
  await TelegramGroupModel.collection.updateOne(
    { _id: first.id as never },
    {
      $set: { timezone: 'Nowhere/Land', 'policy.quietHours': { from: '01:00', to: '02:00' } },
    },
  );
  world.clock.advance(60_000);
  await settles(sent).toBe(2);
  expect(await ScheduledPostModel.findOne({ campaignId, groupId: first.id }).lean()).toMatchObject({
    status: 'due',
  });
});

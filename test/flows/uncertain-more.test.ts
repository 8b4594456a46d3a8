import { expect, it } from 'vitest';
import { OutboxModel, SeenMessageModel } from '../../src/common/db/collections/index.js';
import { asTelegramUserId } from '../../src/common/ids.js';
import { type PostStatus, ScheduledPostModel } from '../../src/common/models/index.js';
import { adsIn, opens, schedulesPicture } from '../support/steps.js';
import { openWorld, type World } from '../support/world.js';

const FIRST_LOOK = 31_000;
const tuning = { sendTimeoutMs: 300 };

async function becomes(status: PostStatus, count = 1): Promise<void> {
  await expect
    .poll(() => ScheduledPostModel.countDocuments({ status }), { timeout: 10_000, message: status })
    .toBe(count);
}

async function losesAnswer(world: World, kind: 'hang' | 'cutAfterAccept', name = 'Autumn'): Promise<void> {
  const open = await ScheduledPostModel.countDocuments({ status: 'uncertain' });
  world.telegram.fault({ kind, method: 'sendPhoto', chatId: world.owls.id });
  await schedulesPicture(world.olga, { name, when: 'Now' });
  await becomes('uncertain', open + 1);
}

/** Mia writes in the group, and Herald has read it. */
async function writes({ mia, owls }: World): Promise<void> {
  const before = await SeenMessageModel.countDocuments();
  mia.saysIn(owls, 'What a night');
  await expect.poll(() => SeenMessageModel.countDocuments()).toBe(before + 1);
}

it('settles nothing by itself when it was killed between an edit and its restore, and tells of it on one card', async () => {
  const world = await openWorld({ tuning });
  const { telegram, adam, owls, clock } = world;
  await losesAnswer(world, 'hang');
  await losesAnswer(world, 'cutAfterAccept', 'Second');
  await writes(world);
  // The first one's look has met the second one's message, and the process died there.
  const [first] = await ScheduledPostModel.find().sort({ intentAt: 1 }).lean();
  const [ad] = adsIn(owls);
  if (!first?.payload || first.payload.method === 'sendMediaGroup' || !ad)
    throw new Error('nothing to look for');
  await ScheduledPostModel.updateOne({ _id: first._id }, { $set: { probing: [ad.message_id] } });
  const { message_id } = ad;
  const standing = telegram.world.chat(owls.id).messages;
  standing.set(message_id, { ...ad, reply_markup: first.payload.reply_markup });
  await world.restart();
  clock.advance(FIRST_LOOK);
  await becomes('held', 2);
  const posts = await ScheduledPostModel.find().lean();
  expect(posts.map(({ suspectId }) => suspectId)).toEqual([message_id, message_id]);
  await adam.sees(/2 posts may or may not be in their groups/);
  expect(
    await OutboxModel.countDocuments({ kind: 'posts.held', telegramId: asTelegramUserId(adam.id) }),
  ).toBe(1);
  expect(adsIn(owls)).toHaveLength(1);
});

it('asks a person when the group has become a supergroup meanwhile', async () => {
  const world = await openWorld();
  const { clock, adam } = world;
  await losesAnswer(world, 'cutAfterAccept');
  const post = await ScheduledPostModel.findOne().lean();
  await ScheduledPostModel.updateOne({}, { $set: { chatId: (post?.chatId ?? 0) + 1 } });
  clock.advance(FIRST_LOOK);
  await adam.sees(/A post may or may not be in its group/);
  expect(await ScheduledPostModel.findOne().lean()).toMatchObject({
    status: 'held',
    reason: { why: { key: 'held-moved' } },
  });
});

it('asks silently where nobody writes, if an admin lets it, and leaves nothing behind', async () => {
  const world = await openWorld();
  const { adam, owls, clock } = world;
  await opens(adam, 'Needs you');
  await adam.sees(/Let Herald ask silently/);
  adam.presses('Let Herald ask silently');
  await adam.seesToast(/may send one silent message/);
  await losesAnswer(world, 'cutAfterAccept');
  const before = owls.posts().length;
  clock.advance(16 * 60_000);
  await becomes('sent');
  expect(owls.posts()).toHaveLength(before);
});

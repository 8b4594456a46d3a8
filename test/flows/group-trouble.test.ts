import { OutboxModel } from '@common/db/collections/index.js';
import { newId, type PostId, type UserId } from '@common/ids.js';
import { expect, it } from 'vitest';
import { type PostStatus, ScheduledPostModel } from '../../src/common/models/index.js';
import { HOUR, MINUTE } from '../support/after-send.js';
import { adsIn, opensPost, schedulesPicture, wordsIn } from '../support/steps.js';
import { openWorld, type World } from '../support/world.js';

/** Two posts of a picture, due in the same group at one o'clock; the second is not typed, only for the time it takes. */
async function plansTwo({ olga }: World): Promise<void> {
  await schedulesPicture(olga);
  const post = await ScheduledPostModel.findOne().lean();
  if (!post) throw new Error('nothing was planned');
  const second = { _id: newId<PostId>(), occurrence: `${post.occurrence}|again`, touchedBy: newId<UserId>() };
  await new ScheduledPostModel({ ...post, ...second }).save();
}

const PATIENCE = { timeout: 5_000 };
const become = (status: PostStatus, count: number) =>
  expect.poll(() => ScheduledPostModel.countDocuments({ status }), PATIENCE).toBe(count);
/** Posts of one group are looked at one after the other. */
const waitFor = (key: string, count: number) =>
  expect
    .poll(() => ScheduledPostModel.countDocuments({ 'reason.why.key': key, status: 'due' }), PATIENCE)
    .toBe(count);
const cards = () => OutboxModel.countDocuments({ kind: 'group.trouble' });

/** Lets the bot write in the group, or not. */
function allows({ telegram, owls, adam }: World, may: boolean): void {
  const rights = { can_send_messages: may, can_send_photos: may, can_send_videos: may };
  telegram.run({ do: 'restrictBot', chatId: owls.id, byUserId: adam.id, rights });
}

it('tells the admins once that the bot was removed, and skips what was planned there', async () => {
  const world = await openWorld();
  const { olga, adam, owls, clock } = world;
  await plansTwo(world);
  owls.removesBot({ by: adam });
  await adam.sees(/^Night Owls\s+⚠️ The bot is not in this group any more\.\s2 posts are planned there/);
  clock.advance(HOUR);
  await become('skipped', 2);
  expect((await opensPost(olga, 'History', '⏭')).text).toContain('The group does not take ads now.');
  expect(await cards()).toBe(1);
});

it('lets posts wait while the bot may not write, and sends them when it may again', async () => {
  const world = await openWorld();
  const { olga, adam, owls, clock } = world;
  await plansTwo(world);
  allows(world, false);
  const card = await adam.sees(/^Night Owls\s+⚠️ The bot may not post in this group\.\s2 posts/);
  clock.advance(HOUR + MINUTE);
  await waitFor('why-group-no-post', 2);
  expect((await opensPost(olga, 'Queue', '🕒')).text).toContain('The bot may not post in this group.');
  clock.advance(30 * MINUTE);
  allows(world, true);
  await adam.sees(/^Night Owls\s+✅ Ads can go there again\./);
  expect(adam.messages().find(({ message_id }) => message_id === card.message_id)?.text).toContain('✅');
  await become('sent', 2);
  expect(wordsIn(owls)).toEqual(['Golden days', 'Golden days']);
  expect(await cards()).toBe(1);
});

it('skips what nobody mended in time, with what was wrong', async () => {
  const world = await openWorld();
  const { olga, adam, clock } = world;
  await plansTwo(world);
  allows(world, false);
  await adam.sees(/The bot may not post in this group/);
  clock.advance(HOUR + MINUTE);
  await waitFor('why-group-no-post', 2);
  clock.advance(HOUR);
  await become('skipped', 2);
  expect((await opensPost(olga, 'History', '⏭')).text).toContain(
    'Not sent\nThe bot may not post in this group.',
  );
});

it('tries no other post while a topic is closed, and goes on when an admin has mended it', async () => {
  const world = await openWorld();
  const { olga, adam, owls, telegram, clock } = world;
  await plansTwo(world);
  telegram.fault({
    kind: 'refused',
    code: 400,
    description: 'Bad Request: TOPIC_CLOSED',
    method: 'sendPhoto',
    chatId: owls.id,
  });
  clock.advance(HOUR);
  await become('failed', 1);
  await adam.sees(/^Night Owls\s+⚠️ The topic in which the ad should stand is closed or deleted\.\sOne post/);
  clock.advance(5 * MINUTE);
  await waitFor('failed-topic', 1);
  expect(adsIn(owls)).toEqual([]);
  adam.presses('Mended: try again');
  await adam.seesToast(/Done/);
  await become('sent', 1);
  expect(await cards()).toBe(1);
  await opensPost(olga, 'History', '⚠️');
});

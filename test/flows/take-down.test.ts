import { expect, it } from 'vitest';
import {
  AuditLogModel,
  CreativeModel,
  PostHistoryModel,
  ScheduledPostModel,
} from '../../src/common/models/index.js';
import type { PersonHandle } from '../../src/playground/telegram/index.js';
import { allDone, HOUR, MINUTE, postsPlaced } from '../support/after-send.js';
import { pressesForwarded } from '../support/forwarded.js';
import {
  adsIn,
  createsCampaign,
  createsPicture,
  opens,
  opensCampaign,
  opensPost,
  picksPlaces,
  schedules,
} from '../support/steps.js';
import { openWorld, type World } from '../support/world.js';

/** Opens the creative's card. */
async function opensCreative(person: PersonHandle, name = 'Golden days'): Promise<{ after: number }> {
  const fresh = await opens(person, 'Creatives');
  await person.sees(new RegExp(`\\[[^\\]]*${name}\\]`), fresh);
  person.presses(name);
  await person.sees(new RegExp(`^${name}`), fresh);
  return fresh;
}

/** Posts the picture once more, in the same group. */
async function postsAgain({ olga }: World, campaign = 'Autumn'): Promise<void> {
  await opensCreative(olga);
  await picksPlaces(olga, campaign, ['Night Owls']);
  await schedules(olga, 'Now');
}

/** Waits for this many posts to be written down as sent. */
const sent = (count: number) =>
  expect.poll(() => PostHistoryModel.countDocuments({ status: 'sent' })).toBe(count);

it('asks with the number first, and deletes every young post of a creative', async () => {
  const world = await openWorld();
  const { olga, owls, clock } = world;
  await postsPlaced(world);
  clock.advance(2 * HOUR);
  await postsAgain(world);
  await sent(2);
  const fresh = await opensCreative(olga);
  olga.presses('Take down');
  const question = await olga.sees(/^Take down “Golden days”\?[\s\S]*\[Delete 2 posts\]/, fresh);
  expect(question.text).toContain(
    "2 posts are younger than 48 hours: they are deleted, and that can't be undone.",
  );
  expect(adsIn(owls)).toHaveLength(2);
  olga.presses('Delete 2 posts');
  const end = await olga.sees(/^“Golden days” is taken down[\s\S]*2 posts deleted/, fresh);
  expect(end.message_id).toBe(question.message_id);
  expect(end.reply_markup?.inline_keyboard.flat().map(({ text }) => text)).toEqual(['← Back', 'Home']);
  expect(adsIn(owls)).toEqual([]);
  expect(await AuditLogModel.findOne({ action: 'creative.take-down' }).lean()).toMatchObject({
    changes: { before: { takenDownAt: null }, after: { takenDownAt: expect.any(Date) } },
    metadata: { success: true },
  });
});

it('posts nothing of what was taken down, and says why', async () => {
  const world = await openWorld();
  const { olga, owls } = world;
  await createsCampaign(olga);
  await createsPicture(olga);
  olga.presses('Take down');
  await olga.sees(/Nothing of it stands/);
  olga.presses('Take down');
  await olga.sees(/“Golden days” is taken down/);
  await postsAgain(world);
  await expect.poll(() => ScheduledPostModel.countDocuments({ status: 'skipped' })).toBe(1);
  expect((await opensPost(olga, 'History', '⏭')).text).toContain('Not sent\nIt was taken down.');
  expect(adsIn(owls)).toEqual([]);
});

it('ends what is too old to be deleted, and brings it back within ten minutes', async () => {
  const world = await openWorld();
  const { olga, owls, clock } = world;
  const post = await postsPlaced(world);
  clock.advance(50 * HOUR);
  await allDone(world);
  const fresh = await opensCampaign(olga, /\[🗑 Take down\]/);
  olga.presses('Take down');
  await olga.sees(/turns into a notice[\s\S]*can be undone for 10 minutes[\s\S]*\[End 1 post\]/, fresh);
  olga.presses('End 1 post');
  await olga.sees(/^“Autumn” is taken down[\s\S]*One post turned into a notice[\s\S]*\[Undo/, fresh);
  const standing = () => owls.posts().find(({ message_id }) => message_id === post.message_id);
  expect(standing()?.caption).toBe('This advertisement has ended.');

  clock.advance(9 * MINUTE);
  olga.presses('Undo: bring 1 post back');
  await olga.sees(/^“Autumn” may be posted again/, fresh);
  const { caption, caption_entities, photo, reply_markup, has_media_spoiler } = post;
  expect(standing()).toMatchObject({ caption, caption_entities, photo, reply_markup, has_media_spoiler });
  await opensCampaign(olga, /\[🗑 Take down\]/);
});

it('undoes nothing after ten minutes', async () => {
  const world = await openWorld();
  const { olga, clock } = world;
  await postsPlaced(world);
  clock.advance(50 * HOUR);
  await allDone(world);
  await opensCampaign(olga, /\[🗑 Take down\]/);
  olga.presses('Take down');
  await olga.sees(/\[End 1 post\]/);
  olga.presses('End 1 post');
  await olga.sees(/\[Undo/);
  clock.advance(10 * MINUTE + 1000);
  olga.presses('Undo');
  expect(await olga.seesToast(/undone/)).toBe('That can be undone for 10 minutes only.');
});

it('allows a creative again, and leaves what was deleted deleted', async () => {
  const world = await openWorld();
  const { olga, owls, clock } = world;
  await postsPlaced(world);
  const fresh = await opensCreative(olga);
  olga.presses('Take down');
  await olga.sees(/\[Delete 1 post\]/, fresh);
  olga.presses('Delete 1 post');
  await olga.sees(/is taken down[\s\S]*One post deleted/, fresh);
  olga.presses('Back');
  await olga.sees(/🗑 Taken down Thu 26 Nov, 12:0\d: nothing of it is posted\.[\s\S]*\[Allow again\]/, fresh);
  olga.presses('Allow again');
  await olga.sees(/It may be posted again/, fresh);
  expect(adsIn(owls)).toEqual([]);
  clock.advance(2 * HOUR);
  await postsAgain(world);
  await owls.sees(/Golden days/);
});

it('takes a whole brand down, for an admin', async () => {
  const world = await openWorld();
  const { adam, olga, owls } = world;
  await postsPlaced(world);
  const hers = await opensCampaign(olga, /\[🗑 Take down\]/);
  olga.presses('Take down');
  const question = await olga.sees(/\[Delete 1 post\]/, hers);
  expect(JSON.stringify(question.reply_markup)).not.toContain('All of Lola');

  const fresh = await opensCampaign(adam, /\[🗑 Take down\]/);
  adam.presses('Take down');
  await adam.sees(/\[All of Lola…\]/, fresh);
  adam.presses('All of Lola…');
  await adam.sees(/^Take down “Lola”\?[\s\S]*\[Delete 1 post\]/, fresh);
  adam.presses('Delete 1 post');
  await adam.sees(/^“Lola” is taken down/, fresh);
  expect(adsIn(owls)).toEqual([]);
  await opensCampaign(olga, /Taken down(?![\s\S]*Allow again)/);
  await opensCampaign(adam, /Taken down[\s\S]*\[Allow again\]/);
  const his = await adam.sees(/\[Allow again\]/);
  pressesForwarded(world, adam, olga, his, 'Allow again');
  expect(await olga.seesToast(/role/)).toBe('Your role does not allow this.');
});

it('deletes at once a post that was on its way when the order came', async () => {
  const world = await openWorld();
  const { olga, owls, telegram, clock } = world;
  await postsPlaced(world);
  clock.advance(2 * HOUR);
  telegram.fault({ kind: 'slow', ms: 1_500, method: 'sendPhoto', chatId: owls.id });
  await postsAgain(world);
  await expect.poll(() => ScheduledPostModel.countDocuments({ status: 'sending' })).toBe(1);
  const fresh = await opensCreative(olga);
  olga.presses('Take down');
  await olga.sees(/\[Delete 1 post\]/, fresh);
  olga.presses('Delete 1 post');
  await olga.sees(/is taken down/, fresh);
  expect(await ScheduledPostModel.countDocuments({ status: 'sending' })).toBe(1);
  await expect.poll(() => PostHistoryModel.countDocuments({ status: 'deleted' }), { timeout: 5_000 }).toBe(2);
  expect(adsIn(owls)).toEqual([]);
});

it('goes on where it was when Herald is started again in the middle', async () => {
  const world = await openWorld();
  const { olga, owls, telegram } = world;
  await postsPlaced(world);
  telegram.fault({ kind: 'tooManyRequests', retryAfter: 600, method: 'deleteMessage' });
  const fresh = await opensCreative(olga);
  olga.presses('Take down');
  await olga.sees(/\[Delete 1 post\]/, fresh);
  olga.presses('Delete 1 post');
  await olga.sees(/^Taking down “Golden days”[\s\S]*░░░░░░░░░░ 0 of 1/, fresh);
  await world.restart();
  world.clock.advance(10 * MINUTE);
  await olga.sees(/^“Golden days” is taken down[\s\S]*One post deleted/, fresh);
  expect(adsIn(owls)).toEqual([]);
});

it('tells of posts that it could not reach', async () => {
  const world = await openWorld();
  const { olga, telegram, clock } = world;
  await postsPlaced(world);
  telegram.fault({
    kind: 'refused',
    code: 403,
    description: 'Forbidden: no',
    method: 'deleteMessage',
    times: 99,
  });
  const fresh = await opensCreative(olga);
  olga.presses('Take down');
  await olga.sees(/\[Delete 1 post\]/, fresh);
  olga.presses('Delete 1 post');
  await olga.sees(/0 of 1/, fresh);
  for (let tries = 0; tries < 12; tries++) {
    await allDone(world);
    clock.advance(HOUR);
  }
  await olga.sees(/is taken down[\s\S]*⚠️ One post could not be taken away/, fresh);
});

it('is ordered once by two presses, and by nobody but its owner and admins', async () => {
  const world = await openWorld();
  const { olga, adam } = world;
  await createsPicture(adam, 'Silver nights');
  await opensCreative(olga, 'Silver nights');
  expect(JSON.stringify(olga.lastMessage()?.reply_markup)).not.toMatch(/Take down|Archive/);
  const his = await opensCreative(adam, 'Silver nights');
  adam.presses('Take down');
  const question = await adam.sees(/Nothing of it stands in a group now[\s\S]*\[Take down\]/, his);
  pressesForwarded(world, adam, olga, question, 'Take down');
  expect(await olga.seesToast(/Only/)).toBe('Only the person who made this, or an admin, can change it.');
  expect(await CreativeModel.findOne().lean()).toMatchObject({ takenDownAt: null });
  adam.presses('Take down');
  adam.presses('Take down');
  await adam.sees(/“Silver nights” is taken down/, his);
  expect(await AuditLogModel.countDocuments({ action: 'creative.take-down', 'metadata.success': true })).toBe(
    1,
  );
});

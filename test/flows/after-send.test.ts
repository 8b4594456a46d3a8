import type { Message } from '@grammyjs/types';
import { expect, it } from 'vitest';
import { PostHistoryModel } from '../../src/common/models/index.js';
import { allDone, HOUR, MINUTE, places, postsPlaced, written } from '../support/after-send.js';
import { adsIn, createsCampaign, opensPost } from '../support/steps.js';
import { openWorld, type World } from '../support/world.js';

const standing = ({ owls }: World, { message_id }: Message) =>
  owls.posts().find((one) => one.message_id === message_id);

it('tells what a placement means, and keeps it on the campaign', async () => {
  const { olga } = await openWorld();
  await createsCampaign(olga);
  await places(olga, { rule: '1/24', pin: true });
  await olga.sees(/Only ad for 1 h, deleted after 24 h \(1\/24\)[\s\S]*Pinned for its first 24 h/);
  olga.presses('Back');
  await olga.sees(/^Autumn[\s\S]*Draft[\s\S]*Only ad for 1 h, deleted after 24 h/);
});

it('deletes a 1/24 post after 24 hours by Telegram’s date, and not before', async () => {
  const world = await openWorld();
  const post = await postsPlaced(world, { rule: '1/24' });
  world.clock.advance(24 * HOUR - MINUTE);
  await allDone(world);
  expect(standing(world, post)).toBeDefined();
  world.clock.advance(MINUTE);
  await expect.poll(() => standing(world, post)).toBeUndefined();
  await expect.poll(() => PostHistoryModel.findOne().lean()).toMatchObject({ status: 'deleted' });
});

it('deletes a 2/48 post ten minutes before Telegram would refuse it', async () => {
  const world = await openWorld();
  const post = await postsPlaced(world, { rule: '2/48' });
  world.clock.advance(48 * HOUR - 11 * MINUTE);
  await allDone(world);
  expect(standing(world, post)).toBeDefined();
  world.clock.advance(MINUTE + 1000);
  await expect.poll(() => standing(world, post)).toBeUndefined();
});

it('turns a 3/72 picture into a neutral one without words and buttons of its own', async () => {
  const world = await openWorld();
  const post = await postsPlaced(world, { rule: '3/72' });
  world.clock.advance(72 * HOUR - MINUTE);
  await allDone(world);
  expect(standing(world, post)?.caption).toContain('Golden days');
  world.clock.advance(MINUTE);
  await world.owls.sees(/This advertisement has ended/);
  const ended = standing(world, post);
  expect(ended?.caption).toBe('This advertisement has ended.');
  expect(ended?.reply_markup).toBeUndefined();
  expect(ended?.photo?.[0]?.file_unique_id).not.toBe(post.photo?.[0]?.file_unique_id);
  expect(ended?.photo?.at(-1)).toMatchObject({ width: 640, height: 360 });
});

it('turns a 3/72 text into a notice that stays a text', async () => {
  const world = await openWorld();
  const post = await postsPlaced(world, { rule: '3/72', text: 'Open until four, every night of the week' });
  world.clock.advance(72 * HOUR);
  await world.owls.sees(/^This advertisement has ended\.$/m);
  expect(standing(world, post)).toMatchObject({ text: 'This advertisement has ended.' });
});

it('ends what it could not delete in time, for Telegram was out of order', async () => {
  const world = await openWorld();
  const post = await postsPlaced(world, { rule: '1/24' });
  world.telegram.fault({ kind: 'serverError', method: 'deleteMessage' });
  world.clock.advance(24 * HOUR);
  await expect.poll(() => written('delete')).toMatchObject([{ attempts: 1 }]);
  world.clock.advance(30 * HOUR);
  await world.owls.sees(/This advertisement has ended/);
  await allDone(world);
  expect(standing(world, post)).toBeDefined();
  expect(await written('delete')).toMatchObject([{ result: { key: 'action-too-old' } }]);
  expect(await written('end')).toMatchObject([{ doneAt: expect.any(Date) }]);
});

it('shows on the post’s card what was done, what is to come, and what could not be done', async () => {
  const world = await openWorld();
  const { olga, clock } = world;
  await postsPlaced(world, { rule: '3/72', pin: true });
  await allDone(world);
  clock.advance(73 * HOUR);
  await world.owls.sees(/This advertisement has ended/);
  await allDone(world);
  const { text } = await opensPost(olga, 'History', '✅');
  expect(text).toMatch(
    /✅ Telegram took it Thu 26 Nov, 12:\d\d\n📌 Pinned Thu 26 Nov, 12:\d\d\n((📌 Unpinned|👁 Still stood) Sun 29 Nov, 13:\d\d\n){3}🏁 Turned into a notice Sun 29 Nov/,
  );
});

it('ends what Telegram does not delete though it is young', async () => {
  const world = await openWorld();
  await postsPlaced(world, { rule: '1/24' });
  world.telegram.fault({
    kind: 'refused',
    code: 400,
    description: "Bad Request: message can't be deleted for everyone",
    method: 'deleteMessage',
  });
  world.clock.advance(24 * HOUR);
  await world.owls.sees(/This advertisement has ended/);
});

it('is content when somebody has deleted the post before', async () => {
  const world = await openWorld();
  const { telegram, adam, owls, clock } = world;
  const { message_id: messageId } = await postsPlaced(world, { rule: '1/24' });
  telegram.run({ do: 'deleteMessage', chatId: owls.id, messageId, byUserId: adam.id });
  clock.advance(24 * HOUR);
  await allDone(world);
  expect(await PostHistoryModel.findOne().lean()).toMatchObject({ status: 'deleted' });
});

it('pins at once without a notice, and unpins after 24 hours', async () => {
  const world = await openWorld();
  const { telegram, owls, clock } = world;
  const post = await postsPlaced(world, { rule: '3/72', pin: true });
  const chat = telegram.world.chat(owls.id);
  await expect.poll(() => chat.pinned).toEqual([post.message_id]);
  const notices = () => [...chat.messages.values()].filter((one) => 'pinned_message' in one);
  await expect.poll(notices).toEqual([]);
  clock.advance(24 * HOUR);
  await expect.poll(() => chat.pinned).toEqual([]);
  expect(adsIn(owls)).toHaveLength(1);
});

it('does not pin where the group does not allow it, and says so', async () => {
  const world = await openWorld();
  const { olga, adam, mia, telegram } = world;
  const birds = telegram.group({ title: 'Late Birds', owner: adam, members: [mia] });
  birds.addsBot({ by: adam, asAdmin: true });
  await birds.sees(/Give consent/);
  adam.pressesIn(birds, 'Adult ads');
  await birds.sees(/✅ Adult ads/);
  adam.pressesIn(birds, 'Give consent');
  await adam.sees(/^Late Birds[\s\S]*\[Accept\]/);
  adam.presses('Accept');
  await adam.sees(/^Late Birds[\s\S]*Takes ads/);
  await postsPlaced({ ...world, owls: birds }, { pin: true, groups: ['Late Birds'] });
  await allDone(world);
  expect(telegram.world.chat(birds.id).pinned).toEqual([]);
  expect(await written('pin')).toMatchObject([{ result: { key: 'action-pin-forbidden' } }]);
  await olga.sees(/Late Birds/);
});

it('deletes and ends while posting is stopped; pins wait', async () => {
  const world = await openWorld();
  const { telegram, adam, owls, clock } = world;
  // The first try of the pin finds Telegram busy, so that the stop comes before the second.
  telegram.fault({ kind: 'tooManyRequests', retryAfter: 30, method: 'pinChatMessage' });
  const post = await postsPlaced(world, { rule: '1/24', pin: true });
  await allDone(world);
  adam.says('/stop');
  await adam.sees(/Posting is stopped/);
  const chat = telegram.world.chat(owls.id);
  clock.advance(HOUR);
  await allDone(world);
  expect(chat.pinned).toEqual([]);
  adam.presses('Resume posting');
  await adam.sees(/Posting is running/);
  clock.advance(MINUTE);
  await expect.poll(() => chat.pinned).toEqual([post.message_id]);
  adam.says('/stop');
  await adam.sees(/Posting is stopped/);
  clock.advance(23 * HOUR);
  await expect.poll(() => standing(world, post)).toBeUndefined();
});

it('looks at two moments whether the post still stands, and writes down what it found', async () => {
  const world = await openWorld();
  const { telegram, adam, owls, clock } = world;
  const { message_id: messageId } = await postsPlaced(world, { rule: '2/48' });
  const [first, second] = (await written('check')).map(({ nextAt }) => nextAt?.getTime() ?? 0);
  clock.advance((first ?? 0) - clock.now());
  await allDone(world);
  expect((await written('check'))[0]).toMatchObject({ doneAt: expect.any(Date), result: null });
  telegram.run({ do: 'deleteMessage', chatId: owls.id, messageId, byUserId: adam.id });
  clock.advance((second ?? 0) - clock.now());
  await allDone(world);
  const entry = await PostHistoryModel.findOne().lean();
  expect(entry).toMatchObject({ status: 'deleted', reason: { key: 'action-gone' } });
  expect(entry?.actions.at(-1)).toMatchObject({ kind: 'check', result: { key: 'action-gone' } });
});

it.each([
  ['Telegram breaks', { kind: 'badGateway' }],
  ['the answer is lost after it was done', { kind: 'cutAfterAccept' }],
  ['Telegram asks to slow down', { kind: 'tooManyRequests', retryAfter: 20 }],
] as const)('tries a delete again when %s', async (_, fault) => {
  const world = await openWorld();
  const post = await postsPlaced(world, { rule: '1/24' });
  world.telegram.fault({ ...fault, method: 'deleteMessage' });
  world.clock.advance(24 * HOUR);
  await allDone(world);
  world.clock.advance(MINUTE);
  await expect.poll(() => PostHistoryModel.findOne().lean()).toMatchObject({ status: 'deleted' });
  expect(standing(world, post)).toBeUndefined();
});

it('gives a refused delete up after hours of trying, and tells the admins once', async () => {
  const world = await openWorld();
  const { telegram, adam, owls, clock } = world;
  await postsPlaced(world, { rule: '1/24' });
  telegram.fault({
    kind: 'refused',
    code: 403,
    description: 'Forbidden: no',
    method: 'deleteMessage',
    times: 99,
  });
  clock.advance(24 * HOUR);
  for (let tries = 0; tries < 12; tries++) {
    await allDone(world);
    clock.advance(HOUR);
  }
  await adam.sees(/^Night Owls[\s\S]*could not[\s\S]*· Autumn/);
  await allDone(world);
  expect(await written('delete')).toMatchObject([{ attempts: 12, result: { key: 'failed-other' } }]);
  expect(adsIn(owls)).toHaveLength(1);
});

import { SeenMessageModel } from '@common/db/collections/index.js';
import type { Message } from '@grammyjs/types';
import { expect, it } from 'vitest';
import { asChatId } from '../../src/common/ids.js';
import { PostHistoryModel, type PostStatus, ScheduledPostModel } from '../../src/common/models/index.js';
import { noteSeen } from '../../src/features/delivery/seen-message.repo.js';
import { albumsIn, schedulesAlbum } from '../support/albums.js';
import { opensPost, schedulesPicture } from '../support/steps.js';
import { openWorld, type World } from '../support/world.js';

const SECOND = 1_000;
const HOUR = 3_600_000;
/** HTTP time-out and lease: from then on a post is looked for. */
const FIRST_LOOK = 31 * SECOND;
/** Silence of Telegram's that a test can wait for. */
const tuning = { sendTimeoutMs: 300 };

async function becomes(status: PostStatus, count = 1): Promise<void> {
  await expect
    .poll(() => ScheduledPostModel.countDocuments({ status }), { timeout: 10_000, message: status })
    .toBe(count);
}

/** Mia writes in the group, and Herald has read it. */
async function writes({ mia, owls }: World): Promise<void> {
  const before = await SeenMessageModel.countDocuments();
  mia.saysIn(owls, 'What a night');
  await expect.poll(() => SeenMessageModel.countDocuments()).toBe(before + 1);
}

/** An album, of which Herald has no answer. */
async function losesAnswer(
  world: World,
  kind: 'hang' | 'cutAfterAccept' = 'cutAfterAccept',
  placed: Parameters<typeof schedulesAlbum>[1] = {},
): Promise<void> {
  world.telegram.fault({ kind, method: 'sendMediaGroup', chatId: world.owls.id });
  await schedulesAlbum(world, placed);
  await becomes('uncertain');
}

const album = ({ owls }: World): Message[] => albumsIn(owls.posts())[0] ?? [];
const idsOf = (messages: readonly Message[]) => messages.map(({ message_id }) => message_id);
const wordsOf = (messages: readonly Message[]) => messages.map(({ caption }) => caption?.split('\n')[0]);

it('finds an album that arrived by its caption, with all its items, and deletes them in time', async () => {
  const world = await openWorld();
  await losesAnswer(world, 'cutAfterAccept', { rule: '1/24' });
  await writes(world);
  world.clock.advance(FIRST_LOOK);
  await becomes('sent');
  const ids = idsOf(album(world));
  expect(ids).toHaveLength(3);
  expect(await PostHistoryModel.findOne().lean()).toMatchObject({ messageId: ids[0], messageIds: ids });
  world.clock.advance(24 * HOUR);
  await expect.poll(() => albumsIn(world.owls.posts())).toEqual([]);
});

it('leaves to a person what it cannot tell of an album, and deletes nothing of others', async () => {
  const world = await openWorld();
  const { owls, clock, olga, adam } = world;
  await losesAnswer(world, 'cutAfterAccept', { rule: '1/24' });
  // As if an update had told of somebody's words under the second id.
  const second = album(world)[1]?.message_id ?? 0;
  const now = new Date(clock.now());
  await noteSeen({ chatId: asChatId(owls.id), messageId: second, at: now }, now);
  await writes(world);
  clock.advance(FIRST_LOOK);
  await becomes('sent');
  clock.advance(24 * HOUR);
  await adam.sees(/Night Owls[\s\S]*Autumn/);
  expect(idsOf(album(world))).toContain(second);
  expect(album(world)).toHaveLength(2);
  const card = await opensPost(olga, 'History', '✅');
  expect(card.text).toContain("Herald doesn't know where 2 other messages of this album stand");
});

it('settles an album that somebody answers, but not by words that only look like it', async () => {
  const world = await openWorld();
  const { mia, owls } = world;
  await losesAnswer(world);
  const [first] = album(world);
  if (!first) throw new Error('no album');
  const fake = mia.saysIn(owls, 'Ad · 18+');
  const messages = world.telegram.world.chat(owls.id).messages;
  messages.set(fake.message_id, { ...fake, caption_entities: first.caption_entities } as Message);
  mia.saysIn(owls, 'Look', { replyTo: fake });
  await expect.poll(() => SeenMessageModel.countDocuments()).toBe(2);
  expect(await ScheduledPostModel.countDocuments({ status: 'uncertain' })).toBe(1);
  mia.saysIn(owls, 'Nice', { replyTo: first });
  await becomes('sent');
  expect(await PostHistoryModel.findOne().lean()).toMatchObject({ messageIds: idsOf(album(world)) });
});

it('gives a picture its words and buttons back when the look for an album has met it', async () => {
  const world = await openWorld({ tuning });
  const { telegram, olga, owls, clock } = world;
  await losesAnswer(world, 'hang');
  telegram.fault({ kind: 'cutAfterAccept', method: 'sendPhoto', chatId: owls.id });
  await schedulesPicture(olga, { name: 'Second', caption: 'Not the album', when: 'Now' });
  await becomes('uncertain', 2);
  const before = owls.lastPost();
  await writes(world);
  clock.advance(FIRST_LOOK);
  await becomes('sent');
  const now = () => owls.posts().find(({ message_id }) => message_id === before?.message_id);
  await expect.poll(() => ({ ...now(), edit_date: undefined })).toEqual({ ...before, edit_date: undefined });
  expect(await PostHistoryModel.findOne({ status: 'sent' }).lean()).toMatchObject({
    messageIds: [before?.message_id],
  });
});

it('gives an album its words back when the look for another one has met it', async () => {
  const world = await openWorld({ tuning });
  const { owls, clock } = world;
  await losesAnswer(world, 'hang');
  world.telegram.fault({ kind: 'cutAfterAccept', method: 'sendMediaGroup', chatId: owls.id });
  await schedulesAlbum(world, { name: 'Second' });
  await becomes('uncertain', 2);
  const before = album(world);
  await writes(world);
  clock.advance(FIRST_LOOK);
  await becomes('sent');
  await expect.poll(() => album(world)[0]?.caption_entities).toEqual(before[0]?.caption_entities);
  expect(wordsOf(album(world))).toEqual(['Golden days', undefined, undefined]);
  expect(await PostHistoryModel.findOne({ status: 'sent' }).lean()).toMatchObject({
    messageIds: idsOf(before),
  });
});

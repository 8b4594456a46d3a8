import { readFileSync } from 'node:fs';
import type { Message } from '@grammyjs/types';
import { expect, it } from 'vitest';
import { CreativeModel, PostHistoryModel, ScheduledPostModel } from '../../src/common/models/index.js';
import type { GroupHandle } from '../../src/playground/telegram/index.js';
import { jpeg } from '../playground/telegram/local-telegram.js';
import { allDone, HOUR, MINUTE } from '../support/after-send.js';
import { albumsIn, createsAlbum, postsAlbum, schedulesAlbum } from '../support/albums.js';
import { opens, schedulesPicture } from '../support/steps.js';
import { openWorld } from '../support/world.js';

const clip = readFileSync(new URL('../support/clip.mp4', import.meta.url));
const VISIT = 'https://lola.example';

const mediaOf = (items: readonly Message[]) => items.map(({ photo }) => (photo ? 'photo' : 'video'));
const linksOf = ({ caption = '', caption_entities = [] }: Message) =>
  caption_entities.flatMap((one) =>
    one.type === 'text_link' ? [[caption.slice(one.offset, one.offset + one.length), one.url]] : [],
  );
const standing = (group: GroupHandle, ids: readonly number[]) =>
  group.posts().filter(({ message_id }) => ids.includes(message_id));

it('makes one creative of an album that is just sent, and shows it exactly, with its card below', async () => {
  const { olga } = await openWorld();
  const { message_id: after } = olga.sendsAlbum(
    [jpeg(), { kind: 'video', bytes: clip }, jpeg()],
    'Golden days',
  )[0] as Message;
  await olga.sees(/Telegram gives an album no buttons[\s\S]*\[No links\]/, { after });
  olga.says(`Visit me - ${VISIT}`);
  await olga.sees(/What should it be called/, { after });
  olga.presses('Golden days');
  await olga.sees(/Save it\?/, { after });
  const [shown] = albumsIn(olga.messages().filter(({ from }) => from?.is_bot));
  expect(mediaOf(shown ?? [])).toEqual(['photo', 'video', 'photo']);
  expect(shown?.[0]?.caption).toBe('Golden days\n\nVisit me\n\nAd · 18+ ⓘ');
  olga.presses('Save');
  await olga.sees(/🖼 Album of 3[\s\S]*One link/, { after });
  const before = olga.lastMessage()?.message_id ?? 0;
  olga.presses('Preview');
  await olga.sees(/🖼 Album of 3[\s\S]*\[Preview\]/, { after: before + 3 });
  expect(await CreativeModel.countDocuments()).toBe(1);
});

it('takes an album inside the dialog, in whatever order its items come and whichever has the words', async () => {
  const { olga } = await openWorld();
  await opens(olga, 'Creatives');
  await olga.sees(/\[New creative\]/);
  olga.presses('New creative');
  await olga.sees(/Send me the picture, video, album/);
  const [first] = olga.sendsAlbum([jpeg(), { kind: 'photo', bytes: jpeg(), caption: 'Two' }, jpeg()]);
  await olga.sees(/Telegram gives an album no buttons/, { after: first?.message_id ?? 0 });
  olga.presses('No links');
  await olga.sees(/What should it be called[\s\S]*\[Two\]/);
  const asked = olga.messages().filter(({ text }) => text?.includes('gives an album no buttons'));
  expect(asked).toHaveLength(0);
});

it('says which captions an album loses', async () => {
  const { olga } = await openWorld();
  olga.sendsAlbum([jpeg(), { kind: 'photo', bytes: jpeg(), caption: 'Two' }], 'One');
  await olga.sees(/⚠️ Several of its pictures have a caption: only the first one is kept/);
});

it('asks again for an album whose words are too long, and forgets the rest of it', async () => {
  const { olga } = await openWorld();
  olga.sendsAlbum([jpeg(), { kind: 'photo', bytes: jpeg(), caption: 'x'.repeat(1020) }, jpeg()]);
  await olga.sees(/⚠️ This text has 1,020 characters; up to 1,012 fit here[\s\S]*Send me the picture/);
  const { message_id: after } = olga.sendsAlbum([jpeg(), jpeg()], 'Short')[0] as Message;
  await olga.sees(/gives an album no buttons/, { after });
});

it('loses no item when it is restarted between two of them', async () => {
  const world = await openWorld();
  const { olga } = world;
  const { message_id: after } = olga.sendsAlbum([jpeg()], 'Golden days', 'album')[0] as Message;
  await olga.sees(/gives an album no buttons/, { after });
  // Whichever of the two processes handles it.
  olga.sendsAlbum([jpeg()], undefined, 'album');
  await world.restart();
  olga.sendsAlbum([jpeg()], undefined, 'album');
  olga.presses('No links');
  await createsAlbum(olga, { after });
  expect((await CreativeModel.findOne().lean())?.versions[0]?.media).toHaveLength(3);
});

it('posts an album, covered, with who advertises behind its label', async () => {
  const world = await openWorld();
  const { olga, mia, owls } = world;
  const album = await postsAlbum(world);
  expect(album).toHaveLength(3);
  expect(album.every(({ has_media_spoiler }) => has_media_spoiler)).toBe(true);
  const ids = album.map(({ message_id }) => message_id);
  expect(await PostHistoryModel.findOne().lean()).toMatchObject({ messageId: ids[0], messageIds: ids });
  const [label, url = ''] = linksOf(album[0] as Message).at(-1) ?? [];
  expect(label).toBe('Ad · 18+ ⓘ');
  const payload = new URL(url).searchParams.get('start') ?? '';
  expect(payload).toMatch(/^a_[0-9a-f]{24}$/);
  for (const person of [mia, olga]) {
    const { message_id: after } = person.starts(payload);
    await person.sees(/^This is an advertisement for Lola\.$/, { after });
  }
  expect(albumsIn(owls.posts())).toHaveLength(1);
});

it('leaves nobody’s dialog when they ask who advertises', async () => {
  const world = await openWorld();
  const { olga } = world;
  olga.sendsPhoto(jpeg(), { caption: 'Golden days' });
  await olga.sees(/Which buttons/);
  olga.starts('a_preview');
  await olga.sees(/In a group, this tells who advertises/);
  olga.presses('No buttons');
  await olga.sees(/What should it be called/);
});

it('deletes every item of a 1/24 album', async () => {
  const world = await openWorld();
  const ids = (await postsAlbum(world, { rule: '1/24' })).map(({ message_id }) => message_id);
  world.clock.advance(24 * HOUR - MINUTE);
  await allDone(world);
  expect(standing(world.owls, ids)).toHaveLength(3);
  world.clock.advance(MINUTE);
  await expect.poll(() => standing(world.owls, ids)).toEqual([]);
  await expect.poll(() => PostHistoryModel.findOne().lean()).toMatchObject({ status: 'deleted' });
});

it('turns each item of a 3/72 album into a neutral picture, and the first says why', async () => {
  const world = await openWorld();
  const album = await postsAlbum(world, { rule: '3/72' });
  world.clock.advance(72 * HOUR);
  await expect.poll(() => PostHistoryModel.findOne().lean()).toMatchObject({ endedAt: expect.any(Date) });
  const ended = standing(
    world.owls,
    album.map(({ message_id }) => message_id),
  );
  expect(ended.map(({ caption }) => caption)).toEqual([
    'This advertisement has ended.',
    undefined,
    undefined,
  ]);
  expect(ended.every(({ photo }) => photo?.at(-1)?.width === 640)).toBe(true);
});

it('pins the first of an album, and looks after what is left of it', async () => {
  const world = await openWorld();
  const { owls, adam, clock, telegram } = world;
  const album = await postsAlbum(world, { pin: true, rule: '1/24' });
  await expect.poll(() => telegram.world.chat(owls.id).pinned).toEqual([album[0]?.message_id]);
  owls.deletes(album[1] as Message, { by: adam });
  clock.advance(23 * HOUR);
  await allDone(world);
  expect(await PostHistoryModel.findOne().lean()).toMatchObject({ status: 'sent' });
  clock.advance(HOUR);
  await expect.poll(() => albumsIn(owls.posts())).toEqual([]);
});

it('takes an old album down, and brings every item back as it was', async () => {
  const world = await openWorld();
  const { olga, owls, clock } = world;
  const album = await postsAlbum(world);
  clock.advance(50 * HOUR);
  await allDone(world);
  const fresh = await opens(olga, 'Creatives');
  await olga.sees(/\[[^\]]*Golden days\]/, fresh);
  olga.presses('Golden days');
  await olga.sees(/\[[^\]]*Take down[^\]]*\]/, fresh);
  olga.presses('Take down');
  await olga.sees(/\[End 1 post\]/, fresh);
  olga.presses('End 1 post');
  await olga.sees(/\[Undo: bring 1 post back\]/, fresh);
  const words = () => albumsIn(owls.posts())[0]?.map(({ caption }) => caption?.split('\n')[0]);
  expect(words()).toEqual(['This advertisement has ended.', undefined, undefined]);
  olga.presses('Undo');
  await expect.poll(words).toEqual(['Golden days', undefined, undefined]);
  const ids = (items: readonly Message[] = []) => items.map(({ photo }) => photo?.at(-1)?.file_unique_id);
  await expect.poll(() => ids(albumsIn(owls.posts())[0])).toEqual(ids(album));
});

it('keeps albums within Telegram’s pace, item by item', async () => {
  const world = await openWorld();
  const { telegram, olga, clock, owls } = world;
  telegram.run({ do: 'limits', limits: 'buckets' });
  await schedulesAlbum(world, { when: 'In 1 hour' });
  await schedulesPicture(olga, { name: 'Second', caption: 'Right behind', when: 'In 1 hour' });
  clock.advance(HOUR + MINUTE);
  await expect.poll(() => ScheduledPostModel.countDocuments({ status: 'sent' }), { timeout: 10_000 }).toBe(2);
  const posts = await ScheduledPostModel.find().sort({ intentAt: 1 }).lean();
  const [album, single] = posts.map(({ intentAt }) => intentAt?.getTime() ?? 0);
  expect((single ?? 0) - (album ?? 0)).toBeGreaterThanOrEqual(3_000);
  expect(posts.map(({ attempt }) => attempt)).toEqual([1, 1]);
  expect(albumsIn(owls.posts())).toHaveLength(1);
});

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createShiftableClock } from '../../src/common/clock.js';
import { jpeg } from '../playground/telegram/local-telegram.js';
import {
  adsIn,
  createsCampaign,
  createsCreative,
  createsPicture,
  LINK,
  opens,
  picksPlaces,
  schedules,
  schedulesPicture,
} from '../support/steps.js';
import { openWorld } from '../support/world.js';

const HOUR = 3_600_000;
const clip = readFileSync(new URL('../support/clip.mp4', import.meta.url));

it('takes a picture to the group at its minute, with label and buttons, and into the history', async () => {
  const { olga, owls, clock } = await openWorld();
  await createsCampaign(olga);
  olga.sendsPhoto(jpeg(), { caption: 'Come and see my new photos' });
  await olga.sees(/Which buttons/);
  olga.says(`See them - ${LINK}`);
  await olga.sees(/What should it be called/);
  olga.says('Photo one');
  const preview = await olga.sees(/Ad · 18\+/);
  await olga.sees(/Save it\?/);
  olga.presses('Save');
  await olga.sees(/Post it/);
  await picksPlaces(olga, 'Autumn', ['Night Owls']);
  olga.says('tomorrow 18:30');
  await olga.sees(/When: Fri 27 Nov, 18:30 \(Europe\/Kyiv\), in 30 hr\./);
  olga.presses('Schedule 1 post');
  await olga.sees(/🕒 Fri 27 Nov, 18:30 · Night Owls/);

  clock.advance(30 * HOUR);
  expect(adsIn(owls)).toEqual([]);
  clock.advance(HOUR / 2);
  const post = await owls.sees(/Come and see/);
  expect(post.caption).toBe('Come and see my new photos\n\nAd · 18+');
  expect(post.caption).toBe(preview.caption);
  expect(new Date(post.date * 1000).toISOString()).toMatch(/^2026-11-27T16:30:/);
  expect(post.has_media_spoiler).toBe(true);
  expect(post.reply_markup?.inline_keyboard).toMatchObject([
    [{ text: 'See them', url: LINK }],
    [{ text: 'Ad ⓘ' }],
  ]);

  await opens(olga, 'History');
  await olga.sees(/✅ Fri 27 Nov, 18:30 · Night Owls · Autumn/);
  olga.presses('✅');
  const entry = await olga.sees(/✅ Sent/);
  const [show] = (entry.reply_markup?.inline_keyboard ?? []).flat();
  expect(show).toMatchObject({ url: `https://t.me/c/${String(owls.id).slice(4)}/${post.message_id}` });
});

it('posts a video', async () => {
  const { olga, owls, clock } = await openWorld();
  await createsCampaign(olga);
  await createsCreative(olga, () => olga.sendsVideo(clip, { caption: 'Watch this' }));
  await picksPlaces(olga, 'Autumn', ['Night Owls']);
  await schedules(olga, 'In 1 hour');
  clock.advance(HOUR);
  const post = await owls.sees(/Watch this/);
  expect(post.video).toBeDefined();
  expect(post.caption).toBe('Watch this\n\nAd · 18+');
});

it('posts an animation', async () => {
  const { olga, owls, clock } = await openWorld();
  await createsCampaign(olga);
  await createsCreative(olga, () => olga.sendsAnimation(clip, { caption: 'Round and round' }));
  await picksPlaces(olga, 'Autumn', ['Night Owls']);
  await schedules(olga, 'In 1 hour');
  clock.advance(HOUR);
  expect((await owls.sees(/Round/)).animation).toBeDefined();
});

it('posts a text with its formatting as it was sent', async () => {
  const { olga, owls, clock } = await openWorld();
  await createsCampaign(olga);
  const entities = [
    { type: 'bold' as const, offset: 0, length: 5 },
    { type: 'text_link' as const, offset: 6, length: 4, url: LINK },
  ];
  await createsCreative(olga, () => olga.says('Night open <b>*until*</b> four', entities));
  await picksPlaces(olga, 'Autumn', ['Night Owls']);
  await schedules(olga, 'In 1 hour');
  clock.advance(HOUR);
  const post = await owls.sees(/Night open/);
  expect(post.text).toBe('Night open <b>*until*</b> four\n\nAd · 18+');
  expect(post.entities).toMatchObject([...entities, { type: 'italic' }]);
});

it('posts now, when that is asked', async () => {
  const { olga, owls } = await openWorld();
  await schedulesPicture(olga, { when: 'Now' });
  await owls.sees(/Golden days/);
});

it('posts now, also where a second begins while the plan is saved', async () => {
  const opens = Date.UTC(2026, 10, 26, 10, 0);
  let looks = 0;
  const hasty = createShiftableClock(opens);
  const clock = { ...hasty, now: () => hasty.now() + 1000 * looks++ };
  const { olga, owls } = await openWorld({ clock });
  await schedulesPicture(olga, { when: 'Now' });
  await owls.sees(/Golden days/);
});

it('posts into a channel', async () => {
  const { olga, adam, telegram, clock } = await openWorld();
  const news = telegram.channel({ title: 'Night News', owner: adam });
  news.addsBot({ by: adam, asAdmin: true });
  await news.sees(/Give consent/);
  adam.pressesIn(news, 'Adult ads');
  await news.sees(/✅ Adult ads/);
  adam.pressesIn(news, 'Give consent');
  await adam.sees(/^Night News[\s\S]*\[Accept\]/);
  adam.presses('Accept');
  await adam.sees(/^Night News[\s\S]*Takes ads/);
  await schedulesPicture(olga, { group: 'Night News' });
  clock.advance(HOUR);
  await news.sees(/Golden days/);
});

it('lets two creatives take turns over two groups', async () => {
  const { olga, owls, players, clock } = await openWorld();
  await createsCampaign(olga, { type: 'Casino', brand: 'Lucky Star', url: 'https://lucky.example' });
  await createsPicture(olga, 'First picture');
  await createsPicture(olga, 'Second picture');
  olga.presses('Post it');
  await olga.sees(/Which campaign\?/);
  olga.presses('Autumn');
  await olga.sees(/What should be posted/);
  olga.presses('First picture');
  await olga.sees(/Next \(2 chosen\)/);
  olga.presses('Next');
  await olga.sees(/Where\? ⛔/);
  for (const title of ['Night Owls', 'Lucky Players']) {
    olga.presses(title);
    await olga.sees(new RegExp(`✅ ${title}`));
  }
  olga.presses('Next');
  await olga.sees(/When\? Pick/);
  await schedules(olga, 'In 1 hour');
  clock.advance(HOUR);
  await owls.sees(/picture/);
  await players.sees(/picture/);
  const captions = [...adsIn(owls), ...adsIn(players)].map(({ caption }) => caption?.split('\n')[0]);
  expect(captions.sort()).toEqual(['First picture', 'Second picture']);
});

it('tells a member who taps the marker who advertises', async () => {
  const { olga, mia, owls } = await openWorld();
  await schedulesPicture(olga, { when: 'Now' });
  await owls.sees(/Golden days/);
  mia.pressesIn(owls, 'Ad ⓘ');
  expect(await mia.seesToast(/advertisement/)).toBe('This is an advertisement for Lola.');
});

import { expect, it } from 'vitest';
import {
  adsIn,
  catchesUp,
  createsCampaign,
  createsPicture,
  LINK,
  opens,
  opensPost,
  picksPlaces,
  schedules,
  schedulesPicture,
  wordsIn,
} from '../support/steps.js';
import { openWorld } from '../support/world.js';

const HOUR = 3_600_000;

it('keeps two buttons beside each other, above the marker in a row of its own', async () => {
  const { olga, owls } = await openWorld();
  await createsCampaign(olga);
  olga.says('Open until four, every night of the week');
  await olga.sees(/Which buttons/);
  olga.says(`Photos - ${LINK} | Chat - https://chat.example/now\nShop - https://shop.example/new`);
  await olga.sees(/What should it be called/);
  olga.says('Late');
  await olga.sees(/Save it\?/);
  olga.presses('Save');
  await olga.sees(/Post it/);
  await picksPlaces(olga, 'Autumn', ['Night Owls']);
  await schedules(olga, 'Now');
  const post = await owls.sees(/Open until four/);
  expect(post.reply_markup?.inline_keyboard).toMatchObject([
    [
      { text: 'Photos', url: LINK },
      { text: 'Chat', url: 'https://chat.example/now' },
    ],
    [{ text: 'Shop', url: 'https://shop.example/new' }],
    [{ text: 'Ad ⓘ' }],
  ]);
});

it('does not post what was cancelled in the queue', async () => {
  const { olga, owls, clock } = await openWorld();
  await schedulesPicture(olga, { caption: 'Not this one' });
  await opensPost(olga, 'Queue', 'Autumn');
  olga.presses('Cancel this post');
  await olga.sees(/✖️ Cancelled/);
  await opens(olga, 'Queue');
  await olga.sees(/Nothing is waiting to be posted/);

  clock.advance(HOUR);
  await catchesUp(olga, owls);
  expect(wordsIn(owls)).toEqual(['Newest of all']);
  await opensPost(olga, 'History', '✖️');
});

it('replaces what was not sent yet when a campaign is scheduled anew', async () => {
  const { olga, owls, clock } = await openWorld();
  await schedulesPicture(olga, { caption: 'Old picture', when: 'In 1 hour' });
  await createsPicture(olga, 'New picture');
  await picksPlaces(olga, 'Autumn', ['Night Owls']);
  olga.says('17:00');
  await olga.sees(/This replaces the campaign's former plan/);
  olga.presses('Schedule 1 post');
  await olga.sees(/🕒 Thu 26 Nov, 17:00 · Night Owls/);
  const queue = await opens(olga, 'Queue');
  const list = await olga.sees(/\[🕒 Thu 26 Nov, 17:00/, queue);
  expect(list.reply_markup?.inline_keyboard.flat().filter(({ text }) => text.includes('🕒'))).toHaveLength(1);

  clock.advance(HOUR);
  await catchesUp(olga, owls);
  clock.advance(4 * HOUR);
  await owls.sees(/New picture/);
  expect(wordsIn(owls)).toEqual(['Newest of all', 'New picture']);
});

it('posts what was planned before a restart', async () => {
  const { olga, owls, clock, restart } = await openWorld();
  await schedulesPicture(olga);
  await restart();
  clock.advance(HOUR);
  await owls.sees(/Golden days/);
  await catchesUp(olga, owls);
  expect(wordsIn(owls)).toEqual(['Golden days', 'Newest of all']);
});

it('sends everything by the tick alone, without a timer', async () => {
  const { olga, owls, clock } = await openWorld({ tuning: { timer: false, cronExpression: '* * * * * *' } });
  await schedulesPicture(olga);
  expect(adsIn(owls)).toEqual([]);
  clock.advance(HOUR);
  await owls.sees(/Golden days/);
});

it('has nothing for anybody to decide while all goes well', async () => {
  const { olga, owls } = await openWorld();
  await schedulesPicture(olga, { when: 'Now' });
  await owls.sees(/Golden days/);
  const fresh = await opens(olga, 'Needs you');
  await olga.sees(/Nothing needs you/, fresh);
});

import { expect, it } from 'vitest';
import type { PersonHandle } from '../../src/playground/telegram/index.js';
import { openFullQueue } from '../support/full-queue.js';
import {
  adsIn,
  beginsCampaign,
  catchesUp,
  opensCampaign,
  opensPost,
  schedulesPicture,
  skipsOne,
  wordsIn,
} from '../support/steps.js';
import { openWorld } from '../support/world.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Opens the campaign's card and presses there. */
async function onCampaign(person: PersonHandle, action: 'Pause' | 'Resume'): Promise<void> {
  const fresh = await opensCampaign(person, new RegExp(`\\[${action}\\]`));
  person.presses(action);
  await person.sees(action === 'Pause' ? /⏸ Paused/ : /🟢 Active/, fresh);
}

it('lets nothing leave while stopped, and what is still in its hour after', async () => {
  const { olga, adam, owls, clock } = await openWorld();
  await schedulesPicture(olga);
  adam.says('/stop');
  await adam.sees(/Posting is stopped since Thu 26 Nov, 12:00, by Adam\.\s+Nothing leaves any more/);
  clock.advance(HOUR + 5 * MINUTE);
  const { message_id: after } = olga.starts();
  await olga.sees(/⛔ Posting is stopped since Thu 26 Nov, 12:00, by Adam\./, { after });
  await opensPost(olga, 'Queue', '🕒 Thu 26 Nov, 13:00');

  clock.advance(25 * MINUTE);
  adam.presses('Resume posting');
  await adam.sees(/One post was missed and is still in time/);
  adam.presses('Resume and post it');
  await adam.sees(/Posting is running/);
  const post = await owls.sees(/Golden days/);
  expect(new Date(post.date * 1000).toISOString()).toMatch(/T11:30:/);
  await catchesUp(olga, owls);
  expect(wordsIn(owls)).toEqual(['Golden days', 'Newest of all']);
});

it('does not post after a stop what has been due for more than an hour', async () => {
  const { olga, adam, owls, clock } = await openWorld();
  await schedulesPicture(olga);
  adam.says('/stop');
  await adam.sees(/Posting is stopped/);
  clock.advance(3 * HOUR);
  adam.says('/resume');
  await adam.sees(/No post that was missed is still in time\. One more is too late\./);
  adam.presses('Resume and skip it');
  await adam.sees(/Posting is running/);
  await catchesUp(olga, owls);
  expect(wordsIn(owls)).toEqual(['Newest of all']);
  const card = await opensPost(olga, 'History', '⏭');
  expect(card.text).toContain('⏭ Not sent\nPosting is stopped.');
});

it('skips what was missed, also what is still in time, when an admin says so', async () => {
  const { olga, adam, owls, clock } = await openWorld();
  await schedulesPicture(olga);
  adam.says('/stop');
  await adam.sees(/Posting is stopped/);
  clock.advance(HOUR + 5 * MINUTE);
  adam.says('/resume');
  await adam.sees(/One post was missed and is still in time/);
  adam.presses('Resume and skip it');
  await adam.sees(/Posting is running/);
  await catchesUp(olga, owls);
  expect(wordsIn(owls)).toEqual(['Newest of all']);
});

it('starts no request after it has said that posting is stopped, in the middle of a burst', async () => {
  const world = await openWorld();
  const { adam, clock } = world;
  const queue = await openFullQueue(world, 40);
  const posted = () => queue.groups.filter(({ handle }) => adsIn(handle).length > 0).length;
  await queue.adds();
  await queue.groups[0]?.handle.sees(/Spin and win/);
  adam.says('/stop');
  await adam.sees(/Posting is stopped since/);
  const then = posted();
  expect(then).toBeGreaterThan(0);
  expect(then).toBeLessThan(40);
  clock.advance(MINUTE);
  const { message_id: after } = adam.starts();
  await adam.sees(/⛔ Posting is stopped/, { after });
  expect(posted()).toBe(then);

  adam.says('/resume');
  await adam.sees(/posts were missed/);
  adam.presses('Resume and post');
  await expect.poll(posted, { timeout: 10_000 }).toBe(40);
});

it('stays stopped through a restart', async () => {
  const { olga, adam, owls, clock, restart } = await openWorld();
  await schedulesPicture(olga);
  adam.says('/stop');
  await adam.sees(/Posting is stopped/);
  await restart();
  clock.advance(HOUR + MINUTE);
  const { message_id: after } = olga.starts();
  await olga.sees(/⛔ Posting is stopped/, { after });
  expect(adsIn(owls)).toEqual([]);
});

it('is stopped by admins only', async () => {
  const { olga, owls, clock } = await openWorld();
  await schedulesPicture(olga);
  olga.says('/stop');
  await olga.sees(/Your role does not allow this/);
  clock.advance(HOUR);
  await owls.sees(/Golden days/);
});

it('asks inside a dialog what should stop: the dialog', async () => {
  const { adam } = await openWorld();
  await beginsCampaign(adam);
  adam.says('/stop');
  await adam.sees(/You are in the middle of a dialog\. What should stop\?/);
  adam.presses('Leave this dialog');
  await adam.sees(/Cancelled\. Nothing was saved/);
  adam.says('Autumn');
  await adam.sees(/I did not understand that/);
  const { message_id: after } = adam.starts();
  const home = await adam.sees(/What would you like to do/, { after });
  expect(home.text).not.toContain('stopped');
});

it('asks inside a dialog what should stop: all posting', async () => {
  const { adam } = await openWorld();
  await beginsCampaign(adam);
  adam.says('/stop');
  await adam.sees(/What should stop\?/);
  adam.presses('Stop all posting');
  await adam.sees(/Posting is stopped since/);
  adam.says('Autumn');
  await adam.sees(/What does it advertise/);
});

it('keeps the posts of a paused campaign back, and lets them go after', async () => {
  const { olga, owls, clock } = await openWorld();
  await schedulesPicture(olga);
  await onCampaign(olga, 'Pause');
  clock.advance(HOUR);
  await catchesUp(olga, owls);
  expect(wordsIn(owls)).toEqual(['Newest of all']);

  clock.advance(30 * MINUTE);
  await onCampaign(olga, 'Resume');
  await owls.sees(/Golden days/);
  expect(wordsIn(owls)).toEqual(['Newest of all', 'Golden days']);
});

it('says of a post that it was not sent because its campaign was paused', async () => {
  const { olga, owls, clock } = await openWorld();
  await schedulesPicture(olga);
  await onCampaign(olga, 'Pause');
  clock.advance(HOUR);
  await catchesUp(olga, owls);
  clock.advance(HOUR + MINUTE);
  await catchesUp(olga, owls);
  await skipsOne();
  const card = await opensPost(olga, 'History', '⏭');
  expect(card.text).toContain('⏭ Not sent\nThe campaign is paused.');
  expect(wordsIn(owls)).not.toContain('Golden days');
});

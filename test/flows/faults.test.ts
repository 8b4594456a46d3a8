import { expect, it } from 'vitest';
import { OutboxModel } from '../../src/common/db/collections/index.js';
import { PostHistoryModel } from '../../src/common/models/index.js';
import {
  catchesUp,
  createsCampaign,
  createsCreative,
  createsPicture,
  opens,
  opensPost,
  picksPlaces,
  proposesDeal,
  schedules,
  schedulesPicture,
  wordsIn,
} from '../support/steps.js';
import { openWorld, type World } from '../support/world.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The next picture for Night Owls meets this. */
function spoils({ telegram, owls }: World, kind: 'forbidden' | 'hang' | 'cutAfterAccept'): void {
  telegram.fault({ kind, method: 'sendPhoto', chatId: owls.id });
}

it('says in the history why Telegram refused a post', async () => {
  const world = await openWorld();
  const { olga, owls, clock } = world;
  await schedulesPicture(olga);
  spoils(world, 'forbidden');
  clock.advance(HOUR);
  await catchesUp(olga, owls);
  const card = await opensPost(olga, 'History', '⚠️');
  expect(card.text).toContain('⚠️ Could not be sent\nThe bot is not in this group any more.');
  expect(wordsIn(owls)).toEqual(['Newest of all']);
});

it('says the same of a text', async () => {
  const { olga, owls, clock, telegram } = await openWorld();
  await createsCampaign(olga);
  await createsCreative(olga, () => olga.says('Open until four, every night of the week'));
  await picksPlaces(olga, 'Autumn', ['Night Owls']);
  await schedules(olga, 'In 1 hour');
  telegram.fault({ kind: 'forbidden', method: 'sendMessage', chatId: owls.id });
  clock.advance(HOUR);
  await catchesUp(olga, owls);
  const card = await opensPost(olga, 'History', '⚠️');
  expect(card.text).toContain('The bot is not in this group any more.');
});

it('lets one group fail alone', async () => {
  const world = await openWorld();
  const { olga, owls, players, clock } = world;
  await createsCampaign(olga, { type: 'Casino' });
  await createsPicture(olga, 'Golden days');
  await picksPlaces(olga, 'Autumn', ['Night Owls', 'Lucky Players']);
  await schedules(olga, 'In 1 hour');
  spoils(world, 'forbidden');
  clock.advance(HOUR);
  await players.sees(/Golden days/);
  await opensPost(olga, 'History', '⚠️ Thu 26 Nov, 13:00 · Night Owls');
  expect(wordsIn(owls)).toEqual([]);
});

it('never repeats a post that it finds in its group', async () => {
  const world = await openWorld();
  const { olga, owls, clock } = world;
  await schedulesPicture(olga);
  spoils(world, 'cutAfterAccept');
  clock.advance(HOUR);
  await owls.sees(/Golden days/);
  const card = await opensPost(olga, 'Needs you', '❓');
  expect(card.text).toContain('❓ Nobody knows whether it was sent\nThe connection broke');
  await catchesUp(olga, owls);
  await expect.poll(() => PostHistoryModel.countDocuments({ status: 'sent' })).toBe(1);
  clock.advance(MINUTE);
  await expect.poll(() => PostHistoryModel.countDocuments({ status: 'sent' })).toBe(2);
  await opensPost(olga, 'History', '✅ Thu 26 Nov, 13:00 · Night Owls · Autumn');
  clock.advance(24 * HOUR);
  expect(wordsIn(owls).filter((words) => words === 'Golden days')).toHaveLength(1);
});

it('skips such a post when a person says so', async () => {
  const world = await openWorld({ tuning: { sendTimeoutMs: 300 } });
  const { olga, owls, clock } = world;
  await schedulesPicture(olga);
  spoils(world, 'hang');
  clock.advance(HOUR);
  await catchesUp(olga, owls);
  await opensPost(olga, 'Needs you', '❓');
  olga.presses('Back');
  await olga.sees(/^Needs you/);
  olga.presses('❓');
  await olga.sees(/\[It is there\]/);
  olga.presses('Skip');
  await olga.sees(/⏭ Not sent/);
  olga.presses('Back');
  await olga.sees(/^History/);
  await opensPost(olga, 'History', '⏭ Thu 26 Nov, 13:00 · Night Owls');
  clock.advance(10 * MINUTE);
  await catchesUp(olga, owls);
  expect(wordsIn(owls)).not.toContain('Golden days');
});

it('does not post into a group that has put the bot out meanwhile', async () => {
  const { olga, adam, owls, players, clock } = await openWorld();
  await schedulesPicture(olga);
  owls.removesBot({ by: adam });
  clock.advance(HOUR);
  await schedulesPicture(olga, { name: 'Other', type: 'Casino', group: 'Lucky Players', when: 'Now' });
  await players.sees(/Golden days/);
  const card = await opensPost(olga, 'History', '⏭');
  expect(card.text).toContain('⏭ Not sent\nThe group does not take ads now.');
  expect(wordsIn(owls)).toEqual([]);
});

it('still posts what is less than an hour late, and says why not when it is more', async () => {
  const { olga, owls, clock } = await openWorld();
  await schedulesPicture(olga, { name: 'Early', caption: 'Much too late', when: '12:30' });
  await schedulesPicture(olga, { name: 'Late', caption: 'Just in time', when: '13:00' });
  clock.advance(HOUR + 55 * MINUTE);
  await owls.sees(/Just in time/);
  const card = await opensPost(olga, 'History', '⏭');
  expect(card.text).toContain('⏭ Not sent\nIts time was more than an hour ago.');
  expect(wordsIn(owls)).toEqual(['Just in time']);
});

it('goes on telling people after a call that Telegram never answered', async () => {
  const { telegram, olga, adam } = await openWorld({ tuning: { callTimeoutMs: 300 } });
  await createsCampaign(olga);
  telegram.fault({ kind: 'hang', method: 'sendMessage', chatId: adam.id });
  await proposesDeal(olga, '1500 USD');
  await expect.poll(() => OutboxModel.countDocuments({ status: 'failed' })).toBe(1);
  const fresh = await opens(adam, 'Deals');
  await adam.sees(/\[[^\]]*Lola/, fresh);
  adam.presses('Lola');
  await adam.sees(/\[Approve\]/, fresh);
  adam.presses('Approve');
  await olga.sees(/Deal with Lola[\s\S]*Approved by Adam/);
});

it('tells later what Telegram did not take because it was too much', async () => {
  const { telegram, olga, adam, clock } = await openWorld();
  await createsCampaign(olga);
  telegram.fault({ kind: 'tooManyRequests', retryAfter: 60, method: 'sendMessage', chatId: adam.id });
  await proposesDeal(olga);
  const later = new Date(clock.now() + MINUTE / 2);
  await expect.poll(() => OutboxModel.countDocuments({ wakeAt: { $gt: later } })).toBe(1);
  clock.advance(MINUTE);
  await adam.sees(/Deal with Lola\s+\$1,500\.00, flat/);
});

it('brings a card up to date later when Telegram asked to slow down', async () => {
  const { telegram, olga, adam, clock } = await openWorld();
  await createsCampaign(olga);
  await proposesDeal(olga);
  const card = await adam.sees(/\[Approve\]/);
  const fresh = await opens(adam, 'Deals');
  await adam.sees(/\[[^\]]*Lola/, fresh);
  adam.presses('Lola');
  await adam.sees(/\[Approve\]/, fresh);
  const slowDown = { kind: 'tooManyRequests', retryAfter: 60, method: 'editMessageText' } as const;
  telegram.fault({ ...slowDown, chatId: adam.id, times: 2 });
  adam.presses('Approve');
  const later = new Date(clock.now() + MINUTE / 2);
  await expect.poll(() => OutboxModel.countDocuments({ status: 'sent', wakeAt: { $gt: later } })).toBe(1);
  clock.advance(MINUTE);
  const standing = () => telegram.world.chat(adam.id).messages.get(card.message_id)?.text;
  await expect.poll(standing).toContain('Approved by');
});

it('gives up a card whose sender died with it', async () => {
  const { olga, adam, clock } = await openWorld();
  await createsCampaign(olga);
  await proposesDeal(olga);
  await adam.sees(/\[Approve\]/);
  await expect.poll(() => OutboxModel.countDocuments({ wakeAt: { $exists: true } })).toBe(0);
  const taken = { status: 'sending', messageId: null, wakeAt: new Date(clock.now() + MINUTE) };
  await OutboxModel.updateOne({}, { $set: taken });
  clock.advance(2 * MINUTE);
  await expect.poll(() => OutboxModel.findOne().lean()).toMatchObject({ status: 'failed', messageId: null });
  expect(await OutboxModel.findOne().lean()).not.toHaveProperty('wakeAt');
});

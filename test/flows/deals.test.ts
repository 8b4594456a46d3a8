import type { Message } from '@grammyjs/types';
import { expect, it } from 'vitest';
import { AuditLogModel, ScheduledPostModel } from '../../src/common/models/index.js';
import {
  catchesUp,
  opens,
  opensCampaign,
  opensPost,
  proposesDeal,
  schedulesPicture,
  skipsOne,
  wordsIn,
} from '../support/steps.js';
import { openWorld } from '../support/world.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The words on the buttons below a message. */
function buttonsOf(message: Message | undefined): string[] {
  return (message?.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
}

it('holds a campaign back until an admin approves its deal', async () => {
  const { olga, adam, owls, clock } = await openWorld();
  await schedulesPicture(olga);
  await proposesDeal(olga, '1500 USD');
  await opensCampaign(olga, /⏳ Waits for its deal[\s\S]*Deal: 🕒 Lola · \$1,500\.00, flat/);
  clock.advance(HOUR);
  await catchesUp(olga, owls);
  expect(wordsIn(owls)).toEqual(['Newest of all']);

  clock.advance(20 * MINUTE);
  await adam.sees(/Deal with Lola\s+\$1,500\.00, flat\s+Proposed by Olga/);
  adam.presses('Approve');
  await adam.sees(/🤝 Approved by Adam, Thu 26 Nov, 13:20/);
  await owls.sees(/Golden days/);
  await olga.sees(/Deal with Lola[\s\S]*🤝 Approved by Adam/);
  await opensCampaign(olga, /🟢 Active[\s\S]*Deal: 🤝 Lola/);
  expect(wordsIn(owls)).toEqual(['Newest of all', 'Golden days']);
});

it('posts nothing of a campaign whose deal was rejected', async () => {
  const { olga, adam, owls, clock } = await openWorld();
  await schedulesPicture(olga);
  await proposesDeal(olga, '99.90 EUR');
  await adam.sees(/Deal with Lola\s+€99\.90, flat/);
  adam.presses('Reject');
  await adam.sees(/🚫 Rejected by Adam/);
  await olga.sees(/Deal with Lola[\s\S]*🚫 Rejected by Adam/);
  clock.advance(HOUR);
  await catchesUp(olga, owls);
  clock.advance(HOUR + MINUTE);
  await catchesUp(olga, owls);
  await skipsOne();
  const card = await opensPost(olga, 'History', '⏭');
  expect(card.text).toContain("⏭ Not sent\nThe campaign's deal is not in force.");
  expect(wordsIn(owls)).not.toContain('Golden days');
});

it('posts again when the deal is taken off the campaign', async () => {
  const { olga, owls, clock } = await openWorld();
  await schedulesPicture(olga);
  await proposesDeal(olga, '10 USD');
  clock.advance(HOUR);
  await opensCampaign(olga, /\[Detach deal\]/);
  olga.presses('Detach deal');
  await olga.sees(/🟢 Active/);
  await owls.sees(/Golden days/);
});

it('leaves a deal to the admins', async () => {
  const { olga, adam } = await openWorld();
  await schedulesPicture(olga);
  await proposesDeal(olga, '10 USD');
  const card = await adam.sees(/Deal with Lola[\s\S]*Waits for an admin/);
  expect(buttonsOf(card)).toEqual(expect.arrayContaining(['Approve', 'Reject']));
  expect(buttonsOf(olga.lastMessage())).not.toContain('Approve');
});

it('shows the first decision to every admin who was asked', async () => {
  const anna = 7_000_001;
  const { olga, adam, telegram } = await openWorld({ adminIds: [anna] });
  const second = telegram.person({ id: anna, first_name: 'Anna' });
  second.starts();
  await second.sees(/Hello, Anna/);
  await schedulesPicture(olga);
  await proposesDeal(olga, '10 USD');
  await second.sees(/Deal with Lola[\s\S]*\[Approve\]/);
  await adam.sees(/Deal with Lola[\s\S]*\[Approve\]/);
  adam.presses('Reject');
  const card = await second.sees(/Deal with Lola[\s\S]*🚫 Rejected by Adam/);
  expect(buttonsOf(card)).not.toContain('Approve');
});

it('asks every campaign for a deal when an admin wants that, and no longer when not', async () => {
  const { olga, adam, owls, clock } = await openWorld();
  await schedulesPicture(olga);
  const fresh = await opens(adam, 'Deals');
  await adam.sees(/\[Every campaign needs a deal\]/, fresh);
  adam.presses('Every campaign needs a deal');
  await adam.sees(/\[Campaigns may go without a deal\]/, fresh);
  clock.advance(HOUR);
  await expect
    .poll(async () => (await ScheduledPostModel.findOne().lean())?.reason?.why.key)
    .toBe('why-deal-required');
  adam.presses('Campaigns may go without a deal');
  await owls.sees(/Golden days/);
  expect(await AuditLogModel.countDocuments({ action: 'settings.deal-required' })).toBe(2);
  await opens(olga, 'Deals');
  const list = await olga.sees(/Who pays what for what|No deal yet/);
  expect(buttonsOf(list)).not.toContain('Every campaign needs a deal');
});

import { expect, it } from 'vitest';
import { ScheduledPostModel, TelegramGroupModel } from '../../src/common/models/index.js';
import type { GroupHandle } from '../../src/playground/telegram/index.js';
import { adsIn, opens, opensPost, schedulesPicture } from '../support/steps.js';
import { openWorld, type World } from '../support/world.js';

const HOUR = 3_600_000;

function newGroup({ telegram, adam, mia }: World, title = 'Late Birds'): GroupHandle {
  return telegram.group({ title, owner: adam, members: [mia] });
}

it('asks for consent in the group, and takes it from its administrators only', async () => {
  const world = await openWorld();
  const { adam, mia } = world;
  const group = newGroup(world);
  group.addsBot({ by: adam, asAdmin: true });
  await group.sees(/Hello! I post ads here[\s\S]*“Late Birds” agrees/);
  mia.pressesIn(group, 'Adult ads');
  expect(await mia.seesToast(/administrator/)).toBe('Only an administrator of this group can decide this.');
  adam.pressesIn(group, 'Give consent');
  expect(await adam.seesToast(/kind of ads/)).toBe('Choose at least one kind of ads first.');
  adam.pressesIn(group, 'Gambling ads');
  await group.sees(/✅ Gambling ads/);
  adam.pressesIn(group, 'Give consent');
  await group.sees(/Thank you, Adam! The team has been asked/);
  const card = await adam.sees(/^Late Birds[\s\S]*\[Accept\]/);
  expect(card.text).toContain('Adult ads: no · Gambling: yes');
  expect(card.text).toContain('Consent by Adam');
});

it('leaves a group that an admin rejects', async () => {
  const world = await openWorld();
  const { adam } = world;
  const group = newGroup(world);
  group.addsBot({ by: adam, asAdmin: true });
  await group.sees(/Give consent/);
  adam.pressesIn(group, 'Adult ads');
  await group.sees(/✅ Adult ads/);
  adam.pressesIn(group, 'Give consent');
  await adam.sees(/^Late Birds[\s\S]*\[Reject\]/);
  adam.presses('Reject');
  await adam.sees(/^Late Birds[\s\S]*(🚫|🚪)/);
  await expect
    .poll(async () => (await TelegramGroupModel.findOne({ title: 'Late Birds' }).lean())?.status)
    .toBe('left');
});

it('names the right that is missing, and asks for consent once it may write', async () => {
  const world = await openWorld();
  const { adam, telegram } = world;
  const group = telegram.channel({ title: 'Quiet Channel', owner: adam });
  group.addsBot({ by: adam, asAdmin: true, rights: { can_post_messages: false } });
  await opens(adam, 'Groups');
  await adam.sees(/✋ Quiet Channel/);
  adam.presses('Quiet Channel');
  await adam.sees(/⚠️ The bot may not post here/);
  expect(group.posts()).toEqual([]);
  telegram.run({
    do: 'promoteBot',
    chatId: group.id,
    byUserId: adam.id,
    rights: { can_post_messages: true },
  });
  await group.sees(/Give consent/);
});

it('does not post where the bot was removed, and says why', async () => {
  const { olga, adam, owls, clock } = await openWorld();
  await schedulesPicture(olga);
  owls.removesBot({ by: adam });
  await expect.poll(() => TelegramGroupModel.countDocuments({ status: 'left' })).toBe(1);
  clock.advance(HOUR);
  await expect.poll(() => ScheduledPostModel.countDocuments({ status: 'skipped' })).toBe(1);
  const card = await opensPost(olga, 'History', '⏭');
  expect(card.text).toMatch(/Not sent\nThe group does not take ads now\./);
  expect(adsIn(owls)).toEqual([]);
});

it('pauses and resumes ads in a group', async () => {
  const { adam } = await openWorld();
  const fresh = await opens(adam, 'Groups');
  await adam.sees(/Ads are posted only where/, fresh);
  adam.presses('Night Owls');
  await adam.sees(/^Night Owls[\s\S]*\[Pause ads\]/, fresh);
  adam.presses('Pause ads');
  await adam.sees(/^Night Owls[\s\S]*⏸ Paused/, fresh);
  adam.presses('Resume ads');
  await adam.sees(/^Night Owls[\s\S]*🟢 Takes ads/, fresh);
});

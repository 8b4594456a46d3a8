import { OutboxModel } from '@common/db/collections/index.js';
import { asChatId, asTelegramUserId, newId } from '@common/ids.js';
import { expect, it } from 'vitest';
import {
  AuditLogModel,
  PostHistoryModel,
  ScheduledPostModel,
  TelegramGroupModel,
} from '../../src/common/models/index.js';
import { createAct } from '../../src/features/audit/index.js';
import { createGroupService } from '../../src/features/groups/index.js';
import type { GroupHandle } from '../../src/playground/telegram/index.js';
import { allDone, HOUR, places, postsPlaced, written } from '../support/after-send.js';
import { createsCampaign, createsPicture, picksPlaces, schedules } from '../support/steps.js';
import { openWorld, type World, ZONE } from '../support/world.js';

const TITLE = 'Old Friends';

/** The sample world and a basic group that takes adult ads. */
async function openWithBasicGroup(): Promise<World & { friends: GroupHandle }> {
  const world = await openWorld();
  const { telegram, adam, mia } = world;
  const friends = telegram.group({ title: TITLE, owner: adam, members: [mia], kind: 'group' });
  friends.addsBot({ by: adam, asAdmin: true });
  await friends.sees(/Give consent/);
  adam.pressesIn(friends, 'Adult ads');
  await friends.sees(/✅ Adult ads/);
  adam.pressesIn(friends, 'Give consent');
  await adam.sees(/^Old Friends[\s\S]*\[Accept\]/);
  adam.presses('Accept');
  await adam.sees(/^Old Friends[\s\S]*Takes ads/);
  return { ...world, friends };
}

function becomesSupergroup({ telegram, adam }: World, group: GroupHandle): number {
  return Number(telegram.run({ do: 'migrate', chatId: group.id, byUserId: adam.id }));
}

/** The captions of what stands in a chat. */
function captionsIn({ telegram }: World, chatId: number): (string | undefined)[] {
  return [...telegram.world.chat(chatId).messages.values()].flatMap(({ caption }) =>
    caption === undefined ? [] : [caption.split('\n')[0]],
  );
}

async function schedulesThere({ olga }: World, when: string): Promise<void> {
  await createsCampaign(olga);
  await createsPicture(olga);
  await picksPlaces(olga, 'Autumn', [TITLE]);
  await schedules(olga, when);
}

it('posts into the supergroup what was planned for the group, which is one group still', async () => {
  const world = await openWithBasicGroup();
  await schedulesThere(world, 'In 1 hour');
  const chatId = becomesSupergroup(world, world.friends);
  await expect
    .poll(() => TelegramGroupModel.findOne({ title: TITLE }).lean())
    .toMatchObject({
      chatId,
      formerChatIds: [world.friends.id],
      kind: 'supergroup',
      status: 'active',
    });
  world.clock.advance(HOUR);
  // The tick finds what was put back.
  await expect.poll(() => captionsIn(world, chatId), { timeout: 10_000 }).toEqual(['Golden days']);
  expect(await TelegramGroupModel.countDocuments({ title: TITLE })).toBe(1);
});

it('learns from the refusal of a send, when no update tells it', async () => {
  const world = await openWithBasicGroup();
  const { telegram, mia, clock } = world;
  await schedulesThere(world, 'In 1 hour');
  // The next question for updates hangs; what Mia says ends the one that is open.
  telegram.fault({ kind: 'hang', method: 'getUpdates' });
  mia.starts();
  await mia.sees(/private ads manager/);
  const chatId = becomesSupergroup(world, world.friends);
  clock.advance(HOUR);
  // The tick finds what was put back.
  await expect.poll(() => captionsIn(world, chatId), { timeout: 10_000 }).toEqual(['Golden days']);
  await expect
    .poll(() => ScheduledPostModel.findOne().lean())
    .toMatchObject({ status: 'sent', chatId, attempt: 2 });
});

it('touches nothing in the supergroup by the number that a post had before, and tells the admins', async () => {
  const world = await openWithBasicGroup();
  const { telegram, adam, clock, friends } = world;
  const { message_id: messageId } = await postsPlaced(
    { ...world, owls: friends },
    { rule: '1/24', groups: [TITLE] },
  );
  const chatId = becomesSupergroup(world, friends);
  const card = await adam.sees(/^Old Friends[\s\S]*has become a supergroup[\s\S]*· Autumn/);
  expect(card.text).toContain('by hand');
  // Somebody else's message gets the number that the post had.
  const { messages } = telegram.world.chat(chatId);
  while (!messages.has(messageId)) telegram.run({ do: 'say', chatId, userId: adam.id, text: 'Hi' });
  clock.advance(60 * HOUR);
  await allDone(world);
  expect(messages.has(messageId)).toBe(true);
  expect(await PostHistoryModel.findOne().lean()).toMatchObject({ chatId: friends.id, status: 'sent' });
  expect(await written('delete')).toMatchObject([{ result: { key: 'action-moved' } }]);
  const touched = telegram.acceptLog.entries.filter(({ method }) => /delete|edit|unpin/i.test(method));
  expect(touched.filter((call) => call.chatId === chatId)).toEqual([]);
});

it('plans nothing for a post that was on its way when its group moved, and tells the admins', async () => {
  const world = await openWithBasicGroup();
  const { telegram, adam, friends } = world;
  // Telegram has it at once, and says so late.
  telegram.fault({ kind: 'slow', ms: 1_500, method: 'sendPhoto', chatId: friends.id });
  await createsCampaign(world.olga);
  await places(world.olga, { rule: '1/24' });
  await createsPicture(world.olga);
  await picksPlaces(world.olga, 'Autumn', [TITLE]);
  await schedules(world.olga, 'Now');
  await friends.sees(/Golden days/);
  const chatId = becomesSupergroup(world, friends);
  await expect.poll(() => TelegramGroupModel.findOne({ title: TITLE }).lean()).toMatchObject({ chatId });
  await adam.sees(/^Old Friends[\s\S]*has become a supergroup[\s\S]*· Autumn/);
  expect(await PostHistoryModel.findOne().lean()).toMatchObject({ chatId: friends.id, status: 'sent' });
  expect(await written('delete')).toMatchObject([{ result: { key: 'action-moved' } }]);
});

it('learns from the refusal of a delete, when no update tells it', async () => {
  const world = await openWithBasicGroup();
  const { telegram, mia, clock, friends } = world;
  await postsPlaced({ ...world, owls: friends }, { rule: '1/24', groups: [TITLE] });
  telegram.fault({ kind: 'hang', method: 'getUpdates' });
  mia.starts();
  await mia.sees(/private ads manager/);
  const chatId = becomesSupergroup(world, friends);
  clock.advance(24 * HOUR);
  await expect
    .poll(() => written('delete'))
    .toMatchObject([{ doneAt: expect.any(Date), result: { key: 'action-moved' } }]);
  await expect.poll(() => TelegramGroupModel.findOne({ title: TITLE }).lean()).toMatchObject({ chatId });
});

it('gives a group up whose chat has become that of another group of the team: its post is skipped, admins are told once', async () => {
  const world = await openWithBasicGroup();
  const { telegram, adam, mia, clock, friends } = world;
  await schedulesThere(world, 'In 1 hour');
  telegram.fault({ kind: 'hang', method: 'getUpdates' });
  mia.starts();
  await mia.sees(/private ads manager/);
  const chatId = asChatId(becomesSupergroup(world, friends));
  // Nothing that Telegram does leads here, but a post must not be tried for ever if it comes about.
  await TelegramGroupModel.updateOne({ title: 'Night Owls' }, { $set: { chatId } });
  clock.advance(HOUR);
  await adam.sees(/^Old Friends\s+⚠️ The bot is not in this group any more\.\sOne post is planned there/);
  await expect
    .poll(() => ScheduledPostModel.findOne().lean())
    .toMatchObject({ status: 'skipped', reason: { why: { key: 'why-group-not-active' } } });
  expect(captionsIn(world, chatId)).toEqual([]);
  expect(await TelegramGroupModel.findOne({ title: TITLE }).lean()).toMatchObject({
    chatId: friends.id,
    status: 'left',
    botRights: { post: false },
  });
  expect(await TelegramGroupModel.findOne({ title: 'Night Owls' }).lean()).toMatchObject({
    chatId,
    status: 'active',
  });
  expect(await AuditLogModel.countDocuments({ action: 'group.leave' })).toBe(1);
  expect(await OutboxModel.countDocuments({ kind: 'group.trouble' })).toBe(1);
});

it('keeps one group, though the bot is met in the supergroup before anybody tells that it is the same', async () => {
  const world = await openWithBasicGroup();
  const { friends } = world;
  const chatId = asChatId(-1009999);
  const old = await TelegramGroupModel.findOne({ title: TITLE }).lean();
  if (!old) throw new Error('no group');
  // What the bot's own membership there makes of a chat that it does not know.
  const newcomer = { ...old, _id: newId(), chatId, status: 'consent', consentBy: null };
  await new TelegramGroupModel(newcomer).save();
  const groups = createGroupService({
    clock: world.clock,
    timezone: ZONE,
    act: createAct(world),
    notifications: { announce: async () => {}, refresh: async () => {} } as never,
    adminIds: async () => [],
    onMigrated: async () => {},
    onMended: async () => {},
  });
  await groups.migrated(asChatId(friends.id), chatId);
  await groups.migrated(asChatId(friends.id), chatId);
  const rights = { post: true, media: true, delete: true, pin: true };
  const facts = { chatId: asChatId(friends.id), title: TITLE, username: null, kind: 'group' } as const;
  await groups.joined(facts, rights, { telegramId: asTelegramUserId(world.adam.id), name: 'Adam' });
  expect(await TelegramGroupModel.find({ title: TITLE }).lean()).toMatchObject([
    { _id: old._id, chatId, formerChatIds: [friends.id], status: 'active' },
  ]);
});

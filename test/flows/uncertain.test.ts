import { SeenMessageModel, StrayModel } from '@common/db/collections/index.js';
import { expect, it } from 'vitest';
import {
  AuditLogModel,
  CampaignModel,
  PostHistoryModel,
  type PostStatus,
  ScheduledPostModel,
} from '../../src/common/models/index.js';
import type { GroupHandle } from '../../src/playground/telegram/index.js';
import { adsIn, opensPost, schedulesPicture, wordsIn } from '../support/steps.js';
import { openWorld, type World } from '../support/world.js';

const SECOND = 1_000;
const MINUTE = 60_000;
/** HTTP time-out and lease: from then on a post is looked for. */
const FIRST_LOOK = 31 * SECOND;
const SETTLED = 16 * MINUTE;
/** Silence of Telegram's that a test can wait for. */
const tuning = { sendTimeoutMs: 300 };

type Fault = 'hang' | 'cutAfterAccept';

/** The next picture for Night Owls meets this. */
function spoils({ telegram, owls }: World, kind: Fault, times = 1): void {
  telegram.fault({ kind, method: 'sendPhoto', chatId: owls.id, times });
}

async function becomes(status: PostStatus, count = 1): Promise<void> {
  await expect
    .poll(() => ScheduledPostModel.countDocuments({ status }), { timeout: 10_000, message: status })
    .toBe(count);
}

/** Mia writes in the group, and Herald has read it. */
async function writes({ mia, owls }: World, text = 'What a night'): Promise<void> {
  const before = await SeenMessageModel.countDocuments();
  mia.saysIn(owls, text);
  await expect.poll(() => SeenMessageModel.countDocuments()).toBe(before + 1);
}

/** The settle time is over, a look has found nothing younger than that, and then somebody writes. */
async function settles(world: World, text?: string): Promise<void> {
  const { clock } = world;
  clock.advance(SETTLED);
  const waiting = () => ScheduledPostModel.find({ status: 'uncertain' }).lean();
  await expect
    .poll(async () => (await waiting()).every(({ wakeAt }) => wakeAt && wakeAt.getTime() > clock.now()))
    .toBe(true);
  await writes(world, text);
  clock.advance(MINUTE + SECOND);
}

/** One ad, of which Herald has no answer. */
async function losesAnswer(world: World, kind: Fault): Promise<void> {
  spoils(world, kind);
  await schedulesPicture(world.olga, { when: 'Now' });
  await becomes('uncertain');
}

const markerOf = (group: GroupHandle) =>
  adsIn(group).map(({ reply_markup }) => reply_markup?.inline_keyboard.at(-1)?.[0]);

function moderatorDeletes({ telegram, owls, adam }: World): void {
  const [ad] = adsIn(owls);
  telegram.run({ do: 'deleteMessage', chatId: owls.id, byUserId: adam.id, messageId: ad?.message_id ?? 0 });
}

it('finds a post that arrived, and does not repeat it', async () => {
  const world = await openWorld();
  await losesAnswer(world, 'cutAfterAccept');
  await writes(world);
  world.clock.advance(FIRST_LOOK);
  await becomes('sent');
  expect(adsIn(world.owls)).toHaveLength(1);
  const [ad] = adsIn(world.owls);
  expect(await PostHistoryModel.findOne().lean()).toMatchObject({
    status: 'sent',
    messageId: ad?.message_id,
  });
  await expect.poll(() => ScheduledPostModel.findOne().lean()).toMatchObject({ probing: [] });
});

it('sends a post once more that surely did not arrive', async () => {
  const world = await openWorld({ tuning });
  await losesAnswer(world, 'hang');
  await writes(world);
  await settles(world, 'Still awake?');
  await becomes('sent');
  expect(wordsIn(world.owls)).toEqual(['Golden days']);
});

it('shows an ad that Telegram accepted only after it was sent once more, when somebody presses it', async () => {
  const world = await openWorld({ tuning });
  const { telegram, olga, mia, owls, clock } = world;
  telegram.fault({ kind: 'late', ms: 30 * MINUTE, method: 'sendPhoto', chatId: owls.id });
  await schedulesPicture(olga, { when: 'Now' });
  await becomes('uncertain');
  await writes(world);
  await settles(world);
  await becomes('sent');
  mia.pressesIn(owls, 'Ad ⓘ');
  clock.advance(20 * MINUTE);
  await expect.poll(() => adsIn(owls).length).toBe(2);
  expect(await StrayModel.countDocuments()).toBe(0);
  mia.pressesIn(owls, 'Ad ⓘ');
  await expect
    .poll(() => StrayModel.findOne().lean())
    .toMatchObject({ messageId: adsIn(owls)[1]?.message_id });
});

it('asks a person when a post seems not to have arrived for the second time', async () => {
  const world = await openWorld({ tuning });
  const { olga, adam, owls } = world;
  spoils(world, 'hang', 2);
  await schedulesPicture(olga, { when: 'Now' });
  for (const attempt of [1, 2]) {
    await expect
      .poll(() => ScheduledPostModel.findOne().lean(), { timeout: 10_000 })
      .toMatchObject({ status: 'uncertain', attempt });
    await settles(world);
  }
  await becomes('held');
  await olga.sees(/A post may or may not be in its group/);
  const card = await opensPost(olga, 'Needs you', '❓');
  expect(card.text).toContain('seems not to have arrived for the second time');
  olga.presses('Send again');
  await owls.sees(/Golden days/);
  expect(wordsIn(owls)).toEqual(['Golden days']);
  await adam.sees(/It is decided/);
  expect(await AuditLogModel.countDocuments({ action: 'post.send-again' })).toBe(1);
});

it('asks a person when what may have been it was deleted', async () => {
  const world = await openWorld();
  const { olga, adam, clock } = world;
  await losesAnswer(world, 'cutAfterAccept');
  moderatorDeletes(world);
  await writes(world);
  clock.advance(FIRST_LOOK);
  await becomes('held');
  await adam.sees(/A post may or may not be in its group[\s\S]*Night Owls/);
  await olga.sees(/A post may or may not be in its group/);
  const card = await opensPost(olga, 'Needs you', '❓');
  expect(card.text).toContain('A message that may have been it was deleted');
  expect(adsIn(world.owls)).toHaveLength(0);
});

it('gives an ad its own keyboard back when the look for another one has met it', async () => {
  const world = await openWorld({ tuning });
  const { olga, owls, clock } = world;
  await losesAnswer(world, 'hang');
  spoils(world, 'cutAfterAccept');
  await schedulesPicture(olga, { name: 'Second', when: 'Now' });
  await becomes('uncertain', 2);
  const before = markerOf(owls);
  await writes(world);
  clock.advance(FIRST_LOOK);
  await becomes('sent');
  await expect.poll(() => markerOf(owls)).toEqual(before);
  await expect.poll(() => ScheduledPostModel.countDocuments({ 'probing.0': { $exists: true } })).toBe(0);
  const second = await PostHistoryModel.findOne({ status: 'sent' }).lean();
  expect(JSON.stringify(second?.payload)).toContain(JSON.stringify(before[0]).slice(1, -1));
  await settles(world);
  await becomes('sent', 2);
  expect(wordsIn(owls)).toEqual(['Golden days', 'Golden days']);
});

it('believes nothing that its own unanswered edit may have caused', async () => {
  const world = await openWorld();
  const { olga, telegram, owls, clock } = world;
  await losesAnswer(world, 'cutAfterAccept');
  telegram.fault({ kind: 'cutAfterAccept', method: 'editMessageReplyMarkup', chatId: owls.id });
  await writes(world);
  clock.advance(FIRST_LOOK);
  await expect.poll(async () => (await ScheduledPostModel.findOne())?.walk?.unproving).toBe(1);
  clock.advance(FIRST_LOOK);
  await olga.sees(/A post may or may not be in its group/);
  const card = await opensPost(olga, 'Needs you', '❓');
  expect(card.text).toContain("Herald's own look may have given it this look");
  const link = card.reply_markup?.inline_keyboard.flat().find(({ text }) => text === 'Show in the group');
  expect(link).toMatchObject({ url: expect.stringMatching(new RegExp(`/${adsIn(owls)[0]?.message_id}$`)) });
});

it('settles a post whose marker somebody presses', async () => {
  const world = await openWorld();
  await losesAnswer(world, 'cutAfterAccept');
  world.mia.pressesIn(world.owls, 'Ad ⓘ');
  await becomes('sent');
});

it('settles a post that somebody answers', async () => {
  const world = await openWorld();
  await losesAnswer(world, 'cutAfterAccept');
  const [ad] = adsIn(world.owls);
  if (!ad) throw new Error('no ad');
  world.mia.saysIn(world.owls, 'Nice', { replyTo: ad });
  await becomes('sent');
});

/** A post of which only a person can tell whether it is there. */
async function heldPost(world: World): Promise<void> {
  await losesAnswer(world, 'cutAfterAccept');
  world.telegram.fault({ kind: 'forbidden', method: 'editMessageReplyMarkup', times: 3 });
  await writes(world);
  world.clock.advance(FIRST_LOOK);
  for (const count of [1, 2]) {
    await expect.poll(async () => (await ScheduledPostModel.findOne())?.walk?.unproving).toBe(count);
    world.clock.advance(FIRST_LOOK);
  }
  await becomes('held');
  await world.olga.sees(/A post may or may not be in its group/);
}

it('takes a post into the history that a person has found, by its link', async () => {
  const world = await openWorld();
  const { olga, owls } = world;
  await heldPost(world);
  const [ad] = adsIn(owls);
  await opensPost(olga, 'Needs you', '❓');
  olga.presses('It is there');
  await olga.sees(/Please send the link/);
  olga.says('https://t.me/c/1/5');
  await olga.sees(/This link leads into another group/);
  olga.says(`https://t.me/c/${String(owls.id).slice(4)}/${ad?.message_id}`);
  await olga.sees(/✅ Sent/);
  expect(await PostHistoryModel.findOne().lean()).toMatchObject({ messageId: ad?.message_id });
  expect(await AuditLogModel.countDocuments({ action: 'post.confirm' })).toBe(1);
});

it('refuses the link of a message that somebody else wrote', async () => {
  const world = await openWorld();
  const { olga, owls } = world;
  await heldPost(world);
  const { messageId } = (await SeenMessageModel.findOne().lean()) ?? {};
  await opensPost(olga, 'Needs you', '❓');
  olga.presses('It is there');
  await olga.sees(/Please send the link/);
  olga.says(`https://t.me/c/${String(owls.id).slice(4)}/${messageId}`);
  await olga.sees(/Somebody else has written that message/);
});

it('says when to delete by hand what a person has found without a link', async () => {
  const world = await openWorld();
  const { olga } = world;
  await heldPost(world);
  await CampaignModel.updateOne({}, { $set: { 'placement.deleteAfterHours': 24 } });
  await opensPost(olga, 'Needs you', '❓');
  olga.presses('It is there');
  await olga.sees(/Please send the link/);
  olga.presses('It is there, I have no link');
  await olga.sees(/✅ Sent[\s\S]*delete it by hand at Fri 27 Nov, 12:0/);
  expect(await PostHistoryModel.findOne().lean()).toMatchObject({ messageId: null, actions: [] });
});

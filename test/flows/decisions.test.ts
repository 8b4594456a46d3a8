import { expect, it } from 'vitest';
import { AuditLogModel, ScheduledPostModel, TelegramGroupModel } from '../../src/common/models/index.js';
import {
  adsIn,
  catchesUp,
  createsPicture,
  opens,
  opensPost,
  schedulesPicture,
  wordsIn,
} from '../support/steps.js';
import { openWorld, type World } from '../support/world.js';

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** A post that its group's daily limit has kept back. */
async function skippedByLimit(world: World): Promise<void> {
  const { olga, owls } = world;
  await TelegramGroupModel.updateOne({ title: 'Night Owls' }, { $set: { 'policy.dailyMax': 1 } });
  await schedulesPicture(olga, { name: 'First', caption: 'First one', when: 'Now' });
  await owls.sees(/First one/);
  await schedulesPicture(olga, { when: 'Now' });
  await expect
    .poll(() => ScheduledPostModel.countDocuments({ status: 'skipped' }), { timeout: 10_000 })
    .toBe(1);
}

it('says which rule kept a post back, and which it passed', async () => {
  const world = await openWorld();
  const { olga } = world;
  await skippedByLimit(world);
  await opensPost(olga, 'History', '⏭');
  olga.presses('Why not sent?');
  const screen = await olga.sees(/✗ Its limits are not used up/);
  expect(screen.text).toMatch(
    /The group has had its 1 ads of the day\.\s+✓ Posting is running\n✓ The campaign is active/,
  );
  expect(screen.reply_markup?.inline_keyboard.flat().map(({ text }) => text)).not.toContain(
    'Post it now anyway',
  );
  olga.presses('Back');
  await olga.sees(/⏭ Not sent/);
});

it('lets an admin, and only an admin, post it once all the same', async () => {
  const world = await openWorld();
  const { adam, owls } = world;
  await skippedByLimit(world);
  await opensPost(adam, 'History', '⏭');
  adam.presses('Why not sent?');
  await adam.sees(/Post it now anyway/);
  adam.presses('Post it now anyway');
  await owls.sees(/Golden days/);
  expect(adsIn(owls)).toHaveLength(2);
  const entry = await AuditLogModel.findOne({ action: 'post.override' }).lean();
  expect(entry).toMatchObject({ changes: { before: { status: 'skipped' }, after: { status: 'due' } } });
});

/** A post that Telegram has refused. */
async function failed({ olga, owls, clock, telegram }: World): Promise<void> {
  await schedulesPicture(olga);
  telegram.fault({ kind: 'forbidden', method: 'sendPhoto', chatId: owls.id });
  clock.advance(HOUR);
  await expect.poll(() => ScheduledPostModel.countDocuments({ status: 'failed' })).toBe(1);
}

it('tries again what failed, while it is in time', async () => {
  const world = await openWorld();
  const { olga, owls } = world;
  await failed(world);
  await opensPost(olga, 'History', '⚠️');
  olga.presses('Try again');
  await owls.sees(/Golden days/);
  await opensPost(olga, 'History', '✅');
});

it('does not try again when its hour is over, and says what helps', async () => {
  const world = await openWorld();
  const { olga, owls, clock } = world;
  await failed(world);
  clock.advance(HOUR + MINUTE);
  await opensPost(olga, 'History', '⚠️');
  olga.presses('Try again');
  await olga.seesToast(/Its time was more than an hour ago: move it to a new time instead\./);
  expect(adsIn(owls)).toEqual([]);
});

it('tries a cancelled post again at its own time, not before', async () => {
  const { olga, owls, clock } = await openWorld();
  await schedulesPicture(olga);
  await opensPost(olga, 'Queue', '🕒');
  olga.presses('Cancel this post');
  await olga.sees(/Cancelled/);
  olga.presses('Try again');
  await olga.sees(/\[Cancel this post\]/);
  await catchesUp(olga, owls);
  expect(wordsIn(owls)).toEqual(['Newest of all']);
  clock.advance(HOUR);
  await expect.poll(() => wordsIn(owls), { timeout: 10_000 }).toEqual(['Newest of all', 'Golden days']);
});

it('moves a post to another time, read back before it counts', async () => {
  const { olga, owls, clock } = await openWorld();
  await schedulesPicture(olga);
  await opensPost(olga, 'Queue', '🕒');
  olga.presses('Move…');
  await olga.sees(/To when\?/);
  olga.says('yesterday 10:00');
  await olga.sees(/has passed already/);
  olga.says('tomorrow 18:30');
  await olga.sees(/Move it to Fri 27 Nov, 18:30 \(Europe\/Kyiv\), in 30 hr\.\?/);
  olga.presses('Move post');
  await olga.sees(/When: Fri 27 Nov, 18:30/);
  clock.advance(2 * HOUR);
  await catchesUp(olga, owls);
  expect(wordsIn(owls)).toEqual(['Newest of all']);
  clock.advance(28 * HOUR + 31 * MINUTE);
  await expect.poll(() => wordsIn(owls), { timeout: 10_000 }).toEqual(['Newest of all', 'Golden days']);
});

it('shows the queue by its days, with how much is planned on each', async () => {
  const { olga } = await openWorld();
  await schedulesPicture(olga, { name: 'Early', when: 'In 1 hour' });
  const one = await opens(olga, 'Queue');
  const list = await olga.sees(/\[🕒 Thu 26 Nov, 13:00/, one);
  expect(JSON.stringify(list.reply_markup)).not.toContain('Nov · ');
  await schedulesPicture(olga, { name: 'Late', when: 'tomorrow 09:00' });
  await schedulesPicture(olga, { name: 'Later', when: 'tomorrow 21:00' });
  const fresh = await opens(olga, 'Queue');
  await olga.sees(/\[Thu 26 Nov · 1\][\s\S]*\[Fri 27 Nov · 2\]/, fresh);
  olga.presses('Fri 27 Nov · 2');
  const day = await olga.sees(/Queue · Fri 27 Nov/, fresh);
  const labels = day.reply_markup?.inline_keyboard.flat().map(({ text }) => text);
  expect(labels).toEqual([
    '🕒 Fri 27 Nov, 09:00 · Night Owls · Late',
    '🕒 Fri 27 Nov, 21:00 · Night Owls · Later',
    '← Back',
    'Home',
  ]);
});

it('changes the creative of one post', async () => {
  const { olga, owls, clock } = await openWorld();
  await createsPicture(olga, 'Silver nights');
  await schedulesPicture(olga);
  await opensPost(olga, 'Queue', '🕒');
  olga.presses('Change creative');
  await olga.sees(/✅ 🖼 Golden days/);
  olga.presses('Silver nights');
  await olga.sees(/Creative: 🖼 Silver nights/);
  clock.advance(HOUR);
  await owls.sees(/Silver nights/);
});

import { SeenMessageModel } from '@common/db/collections/index.js';
import { expect, it } from 'vitest';
import { PostHistoryModel, ScheduledPostModel } from '../../src/common/models/index.js';
import { adsIn, opensPost, schedulesPicture } from '../support/steps.js';
import { openWorld, type World } from '../support/world.js';

const MINUTE = 60_000;
const FIRST_LOOK = 31_000;
/** What gives a picture its own back; a look touches its buttons alone. */
const EDIT = 'editMessageCaption';

const buttonsUnder = (world: World) => adsIn(world.owls)[0]?.reply_markup?.inline_keyboard;
const touched = () => ScheduledPostModel.countDocuments({ 'probing.0': { $exists: true } });

async function losesAnswer(world: World, kind: 'hang' | 'cutAfterAccept', name: string): Promise<void> {
  const open = await ScheduledPostModel.countDocuments({ status: 'uncertain' });
  world.telegram.fault({ kind, method: 'sendPhoto', chatId: world.owls.id });
  await schedulesPicture(world.olga, { name, when: 'Now' });
  await expect
    .poll(() => ScheduledPostModel.countDocuments({ status: 'uncertain' }), { timeout: 10_000 })
    .toBe(open + 1);
}

/** The look for an ad that never arrived has met another one, and put its buttons under it; then Telegram fails. */
async function meetsAnother(world: World, fails: () => void): Promise<void> {
  const { mia, owls, clock } = world;
  await losesAnswer(world, 'hang', 'First');
  await losesAnswer(world, 'cutAfterAccept', 'Second');
  const before = await SeenMessageModel.countDocuments();
  mia.saysIn(owls, 'What a night');
  await expect.poll(() => SeenMessageModel.countDocuments()).toBe(before + 1);
  fails();
  clock.advance(FIRST_LOOK);
  await expect.poll(() => PostHistoryModel.countDocuments({ status: 'sent' }), { timeout: 10_000 }).toBe(1);
}

it('gives an ad its own buttons back when Telegram has refused it at first, also after a crash', async () => {
  const world = await openWorld({ tuning: { sendTimeoutMs: 300 } });
  const { telegram, owls, clock, olga } = world;
  await meetsAnother(world, () =>
    telegram.fault({ kind: 'tooManyRequests', retryAfter: 60, method: EDIT, chatId: owls.id }),
  );
  const wrong = buttonsUnder(world);
  const { payload } = (await PostHistoryModel.findOne({ status: 'sent' }).lean()) ?? {};
  const own = payload && 'reply_markup' in payload ? payload.reply_markup.inline_keyboard : [];
  expect(wrong).not.toEqual(own);
  expect(await touched()).toBe(1);
  const card = await opensPost(olga, 'History', '✅');
  expect(card.text).toContain('↩️ To get its own buttons back');
  await world.restart();
  clock.advance(3 * MINUTE);
  await expect.poll(() => buttonsUnder(world), { timeout: 10_000 }).toEqual(own);
  await expect.poll(touched).toBe(0);
});

it('tells the admins when an ad could not be given its own buttons back', async () => {
  const world = await openWorld({ tuning: { sendTimeoutMs: 300 } });
  const { telegram, owls, clock, adam } = world;
  await meetsAnother(world, () =>
    telegram.fault({ kind: 'forbidden', method: EDIT, chatId: owls.id, times: 100 }),
  );
  for (let tries = 1; tries < 12; tries++) {
    await expect
      .poll(async () => (await PostHistoryModel.findOne({ status: 'sent' }).lean())?.actions[0]?.attempts)
      .toBe(tries);
    clock.advance(61 * MINUTE);
  }
  await adam.sees(/Night Owls[\s\S]*Second/);
  // Nobody believes what it shows.
  expect(await touched()).toBe(1);
});

import { expect, it } from 'vitest';
import { StrayModel } from '../../src/common/db/collections/index.js';
import { AuditLogModel, ScheduledPostModel } from '../../src/common/models/index.js';
import { adsIn, opens, schedulesPicture } from '../support/steps.js';
import { openWorld, type World } from '../support/world.js';

const CARD = /Autumn · Night Owls[\s\S]*\[Delete the double\]/;

/** An ad that arrives after its post was settled otherwise. */
async function comesLate({ telegram, olga, owls }: World): Promise<void> {
  telegram.fault({ kind: 'slow', ms: 1_500, method: 'sendPhoto', chatId: owls.id });
  await schedulesPicture(olga, { when: 'Now' });
  await expect.poll(() => ScheduledPostModel.countDocuments({ status: 'sending' })).toBe(1);
  await ScheduledPostModel.updateOne({}, { $set: { status: 'skipped' }, $unset: { wakeAt: 1 } });
  await expect.poll(() => StrayModel.countDocuments(), { timeout: 5_000 }).toBe(1);
  expect(adsIn(owls)).toHaveLength(1);
}

/** Telegram answers the next deletion in the group with this. */
function refuses({ telegram, owls }: World, code: 400 | 403, description: string): void {
  telegram.fault({ kind: 'refused', code, description, method: 'deleteMessage', chatId: owls.id });
}

it('tells the admins and whoever scheduled it of an ad that may stand twice, and deletes the double', async () => {
  const world = await openWorld();
  const { olga, adam, owls } = world;
  await comesLate(world);
  await olga.sees(CARD);
  await adam.sees(CARD);
  const fresh = await opens(adam, 'Needs you (1)');
  await adam.sees(/👯 Night Owls: an ad may stand twice/, fresh);
  olga.presses('Delete the double');
  await olga.seesToast(/Deleted/);
  expect(adsIn(owls)).toHaveLength(0);
  await adam.sees(/✅ Deleted by Olga/);
  expect(await AuditLogModel.countDocuments({ action: 'post.delete-double' })).toBe(1);
});

it('settles nothing while Telegram refuses, says what helps, and takes the word of who has deleted it', async () => {
  const world = await openWorld();
  const { adam, owls } = world;
  await comesLate(world);
  await adam.sees(CARD);
  refuses(world, 400, "Bad Request: message can't be deleted for everyone");
  adam.presses('Delete the double');
  await adam.sees(/⚠️ Telegram does not let Herald delete it[\s\S]*\[I have deleted it\]/);
  expect(await StrayModel.countDocuments({ settledAt: null })).toBe(1);
  expect(adsIn(owls)).toHaveLength(1);
  adam.presses('I have deleted it');
  await adam.sees(/✅ Deleted by hand, says Adam/);
  expect(await StrayModel.countDocuments({ settledAt: null })).toBe(0);
});

it('decides nothing without an answer, and a press after that ends it though the message is gone', async () => {
  const world = await openWorld();
  const { adam, owls, telegram } = world;
  await comesLate(world);
  await adam.sees(CARD);
  telegram.fault({ kind: 'cutAfterAccept', method: 'deleteMessage', chatId: owls.id });
  adam.presses('Delete the double');
  await adam.sees(/⚠️ Telegram did not answer/);
  expect(adsIn(owls)).toHaveLength(0);
  expect(await StrayModel.countDocuments({ settledAt: null })).toBe(1);
  adam.presses('Delete the double');
  await adam.sees(/✅ Deleted by Adam/);
});

it('leaves it where somebody wants it to stay', async () => {
  const world = await openWorld();
  const { olga, adam, owls } = world;
  await comesLate(world);
  await adam.sees(CARD);
  await olga.sees(CARD);
  olga.presses('Keep it');
  await adam.sees(/👌 Olga lets it stay/);
  expect(adsIn(owls)).toHaveLength(1);
});

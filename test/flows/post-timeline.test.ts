import { expect, it } from 'vitest';
import { ScheduledPostModel, TelegramGroupModel } from '../../src/common/models/index.js';
import { opensPost, schedulesPicture } from '../support/steps.js';
import { openWorld, type World } from '../support/world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What stands on the card below its empty line. */
function timeline(text = ''): string[] {
  return text.split('\n\n').slice(2).join('\n').split('\n');
}

it('tells on its card what became of a post, who decided what, and what is to come', async () => {
  const { olga, owls, clock } = await openWorld();
  await schedulesPicture(olga);
  await opensPost(olga, 'Queue', '🕒');
  clock.advance(5 * MINUTE);
  olga.presses('Move…');
  await olga.sees(/To when\?/);
  olga.says('tomorrow 18:30');
  await olga.sees(/Move it to/);
  olga.presses('Move post');
  const moved = await olga.sees(/moved it to Fri 27 Nov, 18:30/);
  expect(timeline(moved.text)).toEqual([
    '🗓 Planned Thu 26 Nov, 12:00',
    '↪️ Olga moved it to Fri 27 Nov, 18:30, Thu 26 Nov, 12:05',
  ]);
  clock.advance(31 * HOUR);
  await owls.sees(/Golden days/);
  const sent = await opensPost(olga, 'History', '✅');
  expect(timeline(sent.text).slice(2)).toEqual([
    '📤 Left for the group Fri 27 Nov, 19:05',
    '✅ Telegram took it Fri 27 Nov, 19:05',
  ]);
});

/** Night Owls had an ad just now, and wants an hour between two. */
async function putOff({ olga, owls }: World): Promise<void> {
  await TelegramGroupModel.updateOne({ title: 'Night Owls' }, { $set: { 'policy.minGapMin': 30 } });
  await schedulesPicture(olga, { name: 'First', caption: 'First one', when: 'Now' });
  await owls.sees(/First one/);
  await schedulesPicture(olga, { when: 'Now' });
  await expect
    .poll(() => ScheduledPostModel.countDocuments({ status: 'due', reason: { $ne: null } }))
    .toBe(1);
}

it('says of a post that waits since when, and when it is tried next', async () => {
  const world = await openWorld();
  await putOff(world);
  const card = await opensPost(world.olga, 'Queue', '🕒');
  expect(timeline(card.text)).toEqual([
    '🗓 Planned Thu 26 Nov, 12:00',
    '⏳ Put off Thu 26 Nov, 12:00',
    'Next try: Thu 26 Nov, 12:30',
  ]);
});

import { expect, it } from 'vitest';
import { createShiftableClock } from '../../src/common/clock.js';
import { AuditLogModel, CampaignModel, ScheduledPostModel } from '../../src/common/models/index.js';
import type { PersonHandle } from '../../src/playground/telegram/index.js';
import { adsIn, createsCampaign, createsPicture, opensCampaign, picksPlaces } from '../support/steps.js';
import { openWorld } from '../support/world.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A campaign by a rule; ends on the list of its runs to come. */
async function listsRuns(
  person: PersonHandle,
  rule: string,
  { name = 'Autumn', until }: { name?: string; until?: string } = {},
): Promise<void> {
  await createsCampaign(person, { name });
  await createsPicture(person);
  await picksPlaces(person, name, ['Night Owls']);
  person.says(rule);
  await person.sees(/Until when/);
  if (until === undefined) person.presses('Without an end');
  else person.says(until);
  await person.sees(/\[Save the schedule\]/);
  person.presses('Save the schedule');
  await person.sees(/🟢 Active[\s\S]*\[🗓 Coming runs\]/);
  person.presses('Coming runs');
  await person.sees(/^Coming runs · /);
}

/** When posts wait, by Kyiv's clocks. */
async function waiting(): Promise<string[]> {
  const posts = await ScheduledPostModel.find({ status: 'due' }).sort({ dueAt: 1 }).lean();
  return posts.map(({ dueAt }) => new Date(dueAt.getTime() + 2 * HOUR).toISOString().slice(5, 16));
}

it('skips one run and no other, and brings it back', async () => {
  const { olga, owls, clock } = await openWorld();
  await listsRuns(olga, 'daily 10:00');
  await expect.poll(waiting).toEqual(['11-27T10:00', '11-28T10:00']);
  olga.presses('🕒 Fri 27 Nov');
  await olga.sees(/^Autumn\n\nFri 27 Nov, 10:00 \(Europe\/Kyiv\), in 22 hr\.\n[\s\S]*\[⏭ Skip this run\]/);
  olga.presses('Skip this run');
  await olga.sees(/Skipped: nothing is posted[\s\S]*\[↩️ Bring back\]/);
  await expect.poll(waiting).toEqual(['11-28T10:00']);
  olga.presses('Back');
  await olga.sees(/\[⏭ Fri 27 Nov, 10:00 · skipped\][\s\S]*\[🕒 Sat 28 Nov, 10:00\]/);
  olga.presses('⏭ Fri 27 Nov');
  await olga.sees(/\[↩️ Bring back\]/);
  olga.presses('Bring back');
  await olga.sees(/\[⏭ Skip this run\]/);
  await expect.poll(waiting).toEqual(['11-27T10:00', '11-28T10:00']);
  olga.presses('Skip this run');
  await olga.sees(/Skipped: nothing/);
  clock.advance(46 * HOUR);
  await owls.sees(/Golden days/);
  expect(adsIn(owls)).toHaveLength(1);
  const entries = await AuditLogModel.find({ action: /campaign\.\w+-run/ })
    .sort({ _id: 1 })
    .lean();
  expect(entries.map(({ action }) => action)).toEqual([
    'campaign.skip-run',
    'campaign.restore-run',
    'campaign.skip-run',
  ]);
  const skipped = { nominal: '2026-11-27T10:00:00', movedTo: null };
  expect(entries[0]?.changes).toMatchObject({
    before: { schedule: { exceptions: [] } },
    after: { schedule: { exceptions: [skipped] } },
  });
  expect(entries[1]?.changes.after).toMatchObject({ schedule: { exceptions: [] } });
});

it('moves a run to a typed time, once it was read back, and back again', async () => {
  const { olga, owls, clock } = await openWorld();
  await listsRuns(olga, 'daily 10:00');
  olga.presses('🕒 Fri 27 Nov');
  await olga.sees(/\[➡️ Move this run…\]/);
  olga.presses('Move this run');
  await olga.sees(/Move run · 1\/2\n\nTo when should the run of Fri 27 Nov, 10:00 go\?/);
  olga.says('28 Nov 10:00');
  await olga.sees(/⚠️ Another run of this campaign is at that time/);
  olga.says('yesterday 10:00');
  await olga.sees(/⚠️ “yesterday 10:00” has passed/);
  olga.says('27 Nov 16:00');
  await olga.sees(
    /Autumn: move the run of Fri 27 Nov, 10:00 to Fri 27 Nov, 16:00 \(Europe\/Kyiv\), in 28 hr\.\?/,
  );
  expect(await waiting()).toEqual(['11-27T10:00', '11-28T10:00']);
  olga.presses('Move run');
  await olga.sees(
    /Fri 27 Nov, 16:00[^\n]*\n➡️ Moved: the schedule says Fri 27 Nov, 10:00\.[\s\S]*\[↩️ Bring back\]/,
  );
  await expect.poll(waiting).toEqual(['11-27T16:00', '11-28T10:00']);
  olga.presses('Back');
  await olga.sees(
    /\[↪️ Fri 27 Nov, 10:00 · moved to Fri 27 Nov, 16:00\]\n\[➡️ Fri 27 Nov, 16:00 · instead of Fri 27 Nov, 10:00\]/,
  );
  clock.advance(22 * HOUR);
  expect(adsIn(owls)).toEqual([]);
  clock.advance(6 * HOUR);
  await owls.sees(/Golden days/);
});

it('moves a run by the calendar, far beyond what is planned yet', async () => {
  const { olga, clock, owls } = await openWorld();
  await listsRuns(olga, 'monthly 15 12:00', { until: '8 times' });
  await olga.sees(/\[🕒 Tue 15 Dec, 12:00\][\s\S]*\[1\/2\]/);
  olga.presses('›');
  await olga.sees(/\[🕒 Thu 15 Jul, 12:00\]/);
  olga.presses('🕒 Thu 15 Jul');
  await olga.sees(/\[➡️ Move this run…\]/);
  olga.presses('Back');
  // Back is the same page.
  await olga.sees(/\[🕒 Thu 15 Jul, 12:00\]/);
  olga.presses('‹');
  await olga.sees(/\[🕒 Tue 15 Dec, 12:00\]/);
  olga.presses('🕒 Tue 15 Dec');
  await olga.sees(/\[➡️ Move this run…\]/);
  olga.presses('Move this run');
  await olga.sees(/\[📅 Calendar\]/);
  olga.presses('Calendar');
  const month = await olga.sees(/\[November 2026\]/);
  // Days that are over can't be picked.
  const days = (month.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
  expect(days.filter((text) => /^\d+$/.test(text))).toEqual(['26', '27', '28', '29', '30']);
  olga.presses('›');
  await olga.sees(/\[December 2026\]/);
  olga.presses('16');
  await olga.sees(/\[‹ Wed 16 Dec\]/);
  olga.presses('18:30');
  await olga.sees(/move the run of Tue 15 Dec, 12:00 to Wed 16 Dec, 18:30/);
  olga.presses('Move run');
  await olga.sees(/Moved: the schedule says Tue 15 Dec, 12:00/);
  expect(await waiting()).toEqual([]);
  clock.advance(18 * DAY);
  await expect.poll(waiting).toEqual([]);
  clock.advance(DAY);
  await expect.poll(waiting).toEqual(['12-16T18:30']);
  clock.advance(DAY + 6.5 * HOUR);
  await owls.sees(/Golden days/);
});

it('lets a run whose time has come be, and says where its posts are', async () => {
  const { olga, clock, owls } = await openWorld();
  await listsRuns(olga, 'daily 10:00');
  olga.presses('🕒 Fri 27 Nov');
  await olga.sees(/\[⏭ Skip this run\]/);
  clock.advance(22 * HOUR);
  await owls.sees(/Golden days/);
  olga.presses('Skip this run');
  expect(await olga.seesToast(/./)).toBe(
    'The time of this run has come already: its posts are in Queue and History.',
  );
  await olga.sees(/The time of this run has come already/);
  expect((await CampaignModel.findOne().lean())?.schedule?.exceptions).toEqual([]);
});

it('shows the run anew to whoever presses after somebody else', async () => {
  const { olga, adam } = await openWorld();
  await listsRuns(olga, 'daily 10:00');
  olga.presses('🕒 Fri 27 Nov');
  const old = await olga.sees(/\[⏭ Skip this run\]/);
  await opensCampaign(adam, /\[🗓 Coming runs\]/);
  adam.presses('Coming runs');
  await adam.sees(/^Coming runs · Autumn/);
  adam.presses('🕒 Sat 28 Nov');
  await adam.sees(/\[⏭ Skip this run\]/);
  adam.presses('Skip this run');
  await adam.sees(/Skipped: nothing/);
  olga.presses('Skip this run', { message: old });
  expect(await olga.seesToast(/./)).toBe('This has changed meanwhile. Here is how it stands now.');
  await expect.poll(waiting).toEqual(['11-27T10:00']);
});

it('says before a new plan is saved that it forgets what was skipped', async () => {
  const { olga } = await openWorld();
  await listsRuns(olga, 'daily 10:00');
  olga.presses('🕒 Fri 27 Nov');
  await olga.sees(/\[⏭ Skip this run\]/);
  olga.presses('Skip this run');
  await olga.sees(/Skipped: nothing/);
  const fresh = await opensCampaign(olga, /\[Schedule\]/);
  olga.presses('Schedule');
  await olga.sees(/✅ 🖼 Golden days/, fresh);
  olga.presses('Next');
  await olga.sees(/✅ Night Owls/, fresh);
  olga.presses('Next');
  await olga.sees(/When\? Pick/, fresh);
  olga.presses('In 1 hour');
  await olga.sees(/replaces the campaign's former plan[^\n]*\nRuns that were skipped or moved are forgotten/);
});

it('says of a run in the night on which clocks change when it really is, under any name', async () => {
  const clock = createShiftableClock(Date.UTC(2027, 2, 26, 10, 0));
  const { olga } = await openWorld({ clock });
  const name = 'عرض <b>الخريف</b>';
  await listsRuns(olga, 'daily 3:30', { name });
  const list = await olga.sees(/\[🕒 Sun 28 Mar, 04:00\]/);
  expect(list.text).toContain(`Coming runs · ${name}\n\nDaily at 03:30 (Europe/Kyiv)`);
  olga.presses('🕒 Sun 28 Mar');
  const card = await olga.sees(/Sun 28 Mar, 04:00[^\n]*\n⚠️ Instead of 03:30, which that day does not have/);
  expect(card.entities).toMatchObject([{ type: 'bold', offset: 0, length: name.length }]);
});

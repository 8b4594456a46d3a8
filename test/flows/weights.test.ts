import { expect, it } from 'vitest';
import { createShiftableClock } from '../../src/common/clock.js';
import { AuditLogModel, CampaignModel, ScheduledPostModel } from '../../src/common/models/index.js';
import type { PersonHandle } from '../../src/playground/telegram/index.js';
import { createsCampaign, createsPicture, opensCampaign, picksPlaces } from '../support/steps.js';
import { openWorld } from '../support/world.js';

const MARKUP = '<b>Golden days & nights</b>';
const HEBREW = 'מבצע סתיו ‏(חדש)';

/** A daily campaign "Autumn" with a creative of each name; ends on its card. */
async function rotates(person: PersonHandle, names: readonly string[]): Promise<void> {
  await createsCampaign(person);
  for (const name of names) await createsPicture(person, name);
  const { message_id: card } = await person.sees(/\[🗓 Post it…\]/);
  const fresh = { after: card - 1 };
  person.presses('Post it');
  await person.sees(/Which campaign\?/, fresh);
  person.presses('Autumn');
  await person.sees(/What should be posted/, fresh);
  // The one that was pressed is picked already.
  for (const name of names.slice(0, -1)) {
    person.presses(name.slice(0, 20));
    await person.sees(new RegExp(`✅ [^\\]]*${name.slice(3, 12)}`), fresh);
  }
  person.presses('Next');
  await person.sees(/Where\? ⛔/, fresh);
  person.presses('Night Owls');
  await person.sees(/✅ Night Owls/, fresh);
  person.presses('Next');
  await person.sees(/When\? Pick/, fresh);
  person.says('daily 9:00 12:30 15:00 18:00 21:00');
  await person.sees(/Until when/, fresh);
  person.presses('Without an end');
  await person.sees(/\[Save the schedule\]/, fresh);
  person.presses('Save the schedule');
  await person.sees(/🟢 Active/, fresh);
}

/** How often each creative waits in the queue, the most frequent first. */
async function waiting(): Promise<number[]> {
  const posts = await ScheduledPostModel.find({ status: 'due' }).lean();
  const counts = new Map<string, number>();
  for (const { creativeId } of posts) counts.set(creativeId, (counts.get(creativeId) ?? 0) + 1);
  return [...counts.values()].sort((a, b) => b - a);
}

it('gives each creative its share, by steps and by presets, and lets posts that wait follow', async () => {
  // Before the first run of a day: the two days that are planned are whole cycles.
  const clock = createShiftableClock(Date.UTC(2026, 10, 26, 6, 0));
  const { olga } = await openWorld({ clock });
  await rotates(olga, [MARKUP, HEBREW]);
  olga.presses('Shares');
  const screen = await olga.sees(/^Shares · Autumn/);
  // The last that was made is the first that was picked.
  expect(screen.text).toContain(`1. 🖼 ${HEBREW}: 50 %\n2. 🖼 ${MARKUP}: 50 %\n`);
  expect(screen.entities?.map(({ type }) => type)).toEqual(['bold']);
  olga.presses('80 : 20');
  await olga.sees(/\): 80 %\n2\. [^\n]*: 20 %/);
  await expect.poll(waiting).toEqual([8, 2]);
  olga.presses('−');
  await olga.sees(/\): 75 %\n2\. [^\n]*: 25 %/);
  olga.presses('Equal');
  await olga.sees(/\): 50 %\n2\. [^\n]*: 50 %/);
  olga.presses('+');
  await olga.sees(/\): 67 %\n2\. [^\n]*: 33 %[\s\S]*\[1 · 67 %\]/);
  const entries = await AuditLogModel.find({ action: 'campaign.weigh' }).sort({ _id: 1 }).lean();
  const after = entries.map(({ changes }) => Object.values(Object(changes.after?.['creativeWeights'])));
  // The other's stayed what it was.
  expect(after).toEqual([[4], [3], [1], [2]]);
  expect(entries[1]?.changes.before).toMatchObject({
    creativeWeights: entries[0]?.changes.after?.['creativeWeights'],
  });
});

it('posts one alone at 0 % of the other, and never nothing', async () => {
  const { olga } = await openWorld();
  await rotates(olga, ['Golden days', 'Silver nights']);
  olga.presses('Shares');
  await olga.sees(/Golden days: 50 %/);
  olga.presses('−');
  await olga.sees(/Silver nights: 0 %\n2\. 🖼 Golden days: 100 %/);
  await expect.poll(waiting).toEqual([10]);
  olga.presses('−');
  expect(await olga.seesToast(/share/)).toMatch(/at least one creative must be posted/);
  const campaign = await CampaignModel.findOne().lean();
  expect(Object.values(campaign?.creativeWeights ?? {})).toEqual([0, 1]);
});

it('offers no shares where there is one creative, and on an old card shows how it stands', async () => {
  const { olga } = await openWorld();
  await createsCampaign(olga);
  await createsPicture(olga);
  await picksPlaces(olga, 'Autumn', ['Night Owls']);
  olga.says('daily 10:00');
  await olga.sees(/Until when/);
  olga.presses('Without an end');
  await olga.sees(/\[Save the schedule\]/);
  olga.presses('Save the schedule');
  const card = await olga.sees(/🟢 Active/);
  expect(JSON.stringify(card.reply_markup)).not.toContain('Shares');
});

it('keeps shares from operators who did not make the campaign', async () => {
  const { olga, adam } = await openWorld();
  await rotates(olga, ['Golden days', 'Silver nights']);
  await opensCampaign(adam, /\[⚖️ Shares\]/);
  adam.presses('Shares');
  await adam.sees(/Golden days: 50 %/);
  olga.presses('Shares');
  const seen = await olga.sees(/Golden days: 50 %/);
  adam.presses('70 : 30');
  await adam.sees(/Golden days: 30 %/);
  // She saw the former shares.
  olga.presses('+', { message: seen });
  expect(await olga.seesToast(/./)).toBe('This has changed meanwhile. Here is how it stands now.');
  await olga.sees(/Golden days: 30 %/);
});

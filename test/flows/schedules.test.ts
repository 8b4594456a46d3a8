import { expect, it } from 'vitest';
import { createShiftableClock } from '../../src/common/clock.js';
import type { PersonHandle } from '../../src/playground/telegram/index.js';
import {
  adsIn,
  createsCampaign,
  createsPicture,
  opens,
  picksPlaces,
  schedulesPicture,
} from '../support/steps.js';
import { openWorld } from '../support/world.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A campaign and a picture, up to the question when. */
async function comesToWhen(person: PersonHandle): Promise<void> {
  await createsCampaign(person);
  await createsPicture(person);
  await picksPlaces(person, 'Autumn', ['Night Owls']);
}

/** Types a rule and goes on without an end; ends on the review. */
async function types(person: PersonHandle, rule: string): Promise<void> {
  person.says(rule);
  await person.sees(/Until when/);
  person.presses('Without an end');
  await person.sees(/\[Save the schedule\]/);
}

async function saves(person: PersonHandle): Promise<void> {
  person.presses('Save the schedule');
  await person.sees(/🟢 Active[\s\S]*🕒/);
}

it('posts every day at its time, after showing the next five', async () => {
  const { olga, owls, clock } = await openWorld();
  await comesToWhen(olga);
  await types(olga, 'daily 10:00');
  await olga.sees(
    /When: Daily at 10:00 \(Europe\/Kyiv\)\nThe next 5 times:\n• Fri 27 Nov, 10:00\n• Sat 28 Nov, 10:00/,
  );
  await saves(olga);
  await olga.sees(/Daily at 10:00 \(Europe\/Kyiv\)[\s\S]*🕒 Fri 27 Nov, 10:00 · Night Owls/);
  clock.advance(22 * HOUR);
  const first = await owls.sees(/Golden days/);
  clock.advance(DAY);
  await owls.sees(/Golden days/, { after: first.message_id });
  expect(adsIn(owls)).toHaveLength(2);
});

it('posts on the weekdays that were tapped, so many times', async () => {
  const { olga } = await openWorld();
  await comesToWhen(olga);
  olga.presses('On weekdays');
  await olga.sees(/On which days/);
  olga.says('18:30');
  await olga.sees(/⚠️ Tap at least one day first/);
  olga.presses('Mon');
  await olga.sees(/✅ Mon/);
  olga.presses('Wed');
  await olga.sees(/✅ Wed/);
  olga.says('18:30');
  await olga.sees(/Until when/);
  olga.says('3 times');
  await olga.sees(
    /Mon, Wed at 18:30 \(Europe\/Kyiv\), 3 times\nThe next 3 times:\n• Mon 30 Nov, 18:30\n• Wed 2 Dec, 18:30\n• Mon 7 Dec, 18:30\n/,
  );
});

it('posts every six hours, twice', async () => {
  const { olga, owls, clock } = await openWorld();
  await comesToWhen(olga);
  olga.presses('Every N');
  await olga.sees(/How often/);
  olga.presses('6 h');
  await olga.sees(/Until when/);
  olga.says('2 times');
  await olga.sees(
    /Every 6 hours[\s\S]*, 2 times\nThe next 2 times:\n• Thu 26 Nov, 18:00\n• Fri 27 Nov, 00:00/,
  );
  await saves(olga);
  clock.advance(6 * HOUR);
  const first = await owls.sees(/Golden days/);
  clock.advance(6 * HOUR);
  await owls.sees(/Golden days/, { after: first.message_id });
});

it('says what the 31st is in short months, and shows it', async () => {
  const { olga } = await openWorld();
  await comesToWhen(olga);
  olga.presses('Monthly');
  await olga.sees(/In months that are too short[\s\S]*the last day/);
  olga.says('31 12:00');
  await olga.sees(/Until when/);
  olga.says('31 Mar 2027');
  await olga.sees(
    /or the last day of a shorter month[\s\S]*• Mon 30 Nov, 12:00\n• Thu 31 Dec, 12:00\n• Sun 31 Jan, 12:00\n• Sun 28 Feb, 12:00\n• Wed 31 Mar, 12:00/,
  );
});

it('plans anew when the times are edited', async () => {
  const { olga, owls, clock } = await openWorld();
  await comesToWhen(olga);
  await types(olga, 'daily 10:00');
  await saves(olga);
  olga.presses('Schedule');
  await olga.sees(/What should be posted/);
  // What is posted and where stands as it was.
  await olga.sees(/✅ 🖼 Golden days/);
  olga.presses('Next');
  await olga.sees(/✅ Night Owls/);
  olga.presses('Next');
  await olga.sees(/When\? Pick/);
  await types(olga, 'daily 15:00');
  await olga.sees(/This replaces the campaign's former plan/);
  await saves(olga);
  await olga.sees(/Daily at 15:00[\s\S]*🕒 Thu 26 Nov, 15:00/);
  clock.advance(3 * HOUR);
  const first = await owls.sees(/Golden days/);
  clock.advance(DAY);
  await owls.sees(/Golden days/, { after: first.message_id });
  // The former plan's ten o'clock lay in between.
  expect(adsIn(owls)).toHaveLength(2);
});

it('warns of the night on which clocks change', async () => {
  const clock = createShiftableClock(Date.UTC(2027, 2, 26, 10, 0));
  const { olga } = await openWorld({ clock });
  await comesToWhen(olga);
  await types(olga, 'daily 3:30');
  await olga.sees(
    /• Sat 27 Mar, 03:30\n• Sun 28 Mar, 04:00 ⚠️ instead of 03:30[\s\S]*Clocks in Europe\/Kyiv change on Sun 28 Mar from 03:00 to 04:00/,
  );
});

it('warns of another ad at the same time', async () => {
  const { olga } = await openWorld();
  await schedulesPicture(olga, { name: 'Winter', when: 'tomorrow 18:00' });
  await createsCampaign(olga);
  await createsPicture(olga, 'Silver nights');
  await picksPlaces(olga, 'Autumn', ['Night Owls']);
  await types(olga, 'daily 18:00');
  await olga.sees(/⚠️ Night Owls has another ad at that time: Fri 27 Nov, 18:00\./);
});

it('warns of the same ad from another campaign', async () => {
  const { olga } = await openWorld();
  await schedulesPicture(olga, { name: 'Winter', when: 'tomorrow 18:00' });
  await createsCampaign(olga);
  const fresh = await opens(olga, 'Creatives');
  await olga.sees(/\[[^\]]*Golden days\]/, fresh);
  olga.presses('Golden days');
  await olga.sees(/\[🗓 Post it…\]/, fresh);
  await picksPlaces(olga, 'Autumn', ['Night Owls']);
  await types(olga, 'daily 18:10');
  await olga.sees(/⚠️ Night Owls has this same ad from another campaign: Fri 27 Nov, 18:00\./);
});

it('says what is wrong with a rule, and loses nothing', async () => {
  const { olga } = await openWorld();
  await comesToWhen(olga);
  olga.says('daily 25:00');
  await olga.sees(/⚠️ I can't read “daily 25:00”/);
  olga.says('* * * * *');
  await olga.sees(/⚠️ That is more than 48 posts a day/);
  olga.says('cron 61 10 * * *');
  await olga.sees(/⚠️ That is no cron line that I can read/);
  olga.says('0 10 * * 1-5');
  await olga.sees(/Until when/);
  olga.says('soon');
  await olga.sees(/⚠️ I can't read “soon”/);
  olga.says('yesterday');
  await olga.sees(/⚠️ I can't read “yesterday”/);
  olga.says('30 Nov');
  await olga.sees(
    /By the cron line 0 10 \* \* 1-5[\s\S]*until Mon 30 Nov, 23:59\nThe next 2 times:\n• Fri 27 Nov, 10:00\n• Mon 30 Nov, 10:00/,
  );
});

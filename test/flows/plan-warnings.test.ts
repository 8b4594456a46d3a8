import type { Message } from '@grammyjs/types';
import { expect, it } from 'vitest';
import { createShiftableClock } from '../../src/common/clock.js';
import type { PersonHandle } from '../../src/playground/telegram/index.js';
import { createsCampaign, createsPicture, opens, picksPlaces } from '../support/steps.js';
import { openWorld } from '../support/world.js';

interface Planned {
  name: string;
  caption: string;
  rule: string;
  brand?: string;
}

/** From the question when to the review of a rule without an end. */
async function reviews(person: PersonHandle, rule: string): Promise<Message> {
  const after = person.says(rule).message_id;
  await person.sees(/Until when/, { after });
  person.presses('Without an end');
  return person.sees(/\[Save the schedule\]/, { after });
}

/** A campaign with a picture of its own, in Night Owls by a rule, up to the review. */
async function plans(person: PersonHandle, { name, caption, rule, brand }: Planned): Promise<Message> {
  await createsCampaign(person, { name, ...(brand !== undefined && { brand }) });
  await createsPicture(person, caption);
  await picksPlaces(person, name, ['Night Owls']);
  return reviews(person, rule);
}

async function saves(person: PersonHandle): Promise<void> {
  const after = (person.lastMessage()?.message_id ?? 1) - 1;
  person.presses('Save the schedule');
  await person.sees(/🟢 Active[\s\S]*\[🗓 Coming runs\]/, { after });
}

const WINTER = { name: 'Winter', caption: 'Snow', rule: 'every mon 18:00' };

it('warns of ads that other schedules bring long after what is planned', async () => {
  const { olga } = await openWorld();
  await plans(olga, WINTER);
  await saves(olga);
  const { text } = await plans(olga, {
    name: 'Autumn',
    caption: 'Leaves',
    rule: 'every mon 18:10',
    brand: 'Lucky',
  });
  expect(text).toContain(
    [
      '⚠️ Night Owls has another ad at that time: Mon 30 Nov, 18:00.',
      '⚠️ Night Owls has another ad at that time: Mon 7 Dec, 18:00.',
      '⚠️ Night Owls has another ad at that time: Mon 14 Dec, 18:00.',
      '⚠️ And 2 more.',
    ].join('\n'),
  );
});

it('warns of no run that was skipped, and of none that comes an hour later for another brand', async () => {
  const { olga } = await openWorld();
  await plans(olga, WINTER);
  await saves(olga);
  olga.presses('Coming runs');
  await olga.sees(/\[🕒 Mon 7 Dec, 18:00\]/);
  olga.presses('🕒 Mon 7 Dec');
  await olga.sees(/\[⏭ Skip this run\]/);
  olga.presses('Skip this run');
  await olga.sees(/Skipped: nothing/);
  const near = await plans(olga, {
    name: 'Autumn',
    caption: 'Leaves',
    rule: 'every mon 18:10',
    brand: 'Lucky',
  });
  expect(near.text).toContain(
    'another ad at that time: Mon 30 Nov, 18:00.\n⚠️ Night Owls has another ad at that time: Mon 14 Dec',
  );
  expect(near.text).not.toContain('Mon 7 Dec, 18:00.');
  olga.presses('Back');
  await olga.sees(/Until when/);
  olga.presses('Back');
  await olga.sees(/When\? Pick/);
  const later = await reviews(olga, 'every mon 19:00');
  expect(later.text).not.toContain('⚠️');
});

it('warns of what a run meets that is moved, before it is', async () => {
  const { olga } = await openWorld();
  await plans(olga, WINTER);
  await saves(olga);
  await plans(olga, { name: 'Autumn', caption: 'Leaves', rule: 'every mon 10:00', brand: 'Lucky' });
  await saves(olga);
  olga.presses('Coming runs');
  await olga.sees(/\[🕒 Mon 7 Dec, 10:00\]/);
  olga.presses('🕒 Mon 7 Dec');
  await olga.sees(/\[➡️ Move this run…\]/);
  olga.presses('Move this run');
  await olga.sees(/\[📅 Calendar\]/);
  olga.says('7 Dec 18:00');
  await olga.sees(
    /Autumn: move the run of Mon 7 Dec, 10:00 to Mon 7 Dec, 18:00[^\n]*\n⚠️ Night Owls has another ad at that time: Mon 7 Dec, 18:00\.\n/,
  );
});

it('warns of the same brand, and of the same picture, within hours', async () => {
  const { olga } = await openWorld();
  await plans(olga, WINTER);
  await saves(olga);
  const brand = await plans(olga, { name: 'Autumn', caption: 'Leaves', rule: 'every mon 20:30' });
  expect(brand.text).toContain('⚠️ Night Owls has another ad of the same brand: Mon 30 Nov, 18:00.');
  olga.presses('Cancel');
  await olga.sees(/Cancelled/);
  const fresh = await opens(olga, 'Creatives');
  await olga.sees(/\[[^\]]*Snow\]/, fresh);
  olga.presses('Snow');
  await olga.sees(/\[🗓 Post it…\]/, fresh);
  await picksPlaces(olga, 'Autumn', ['Night Owls']);
  const picture = await reviews(olga, 'every mon 20:30');
  expect(picture.text).toContain('⚠️ Night Owls has this same ad from another campaign: Mon 30 Nov, 18:00.');
});

it('says what the night on which clocks change does to a run, also to a single one', async () => {
  const clock = createShiftableClock(Date.UTC(2027, 9, 29, 9, 0));
  const { olga } = await openWorld({ clock });
  const back = await plans(olga, { name: 'Autumn', caption: 'Leaves', rule: 'daily 3:30' });
  expect(back.text).toContain(
    '• Sat 30 Oct, 03:30\n• Sun 31 Oct, 03:30 ⚠️ the first of two: clocks are put back\n• Mon 1 Nov, 03:30',
  );
  expect(back.text).toContain('Clocks in Europe/Kyiv change on Sun 31 Oct from 04:00 to 03:00');
  olga.presses('Back');
  await olga.sees(/Until when/);
  olga.presses('Back');
  await olga.sees(/When\? Pick/);
  olga.says('26 Mar 2028 03:30');
  await olga.sees(/When: Sun 26 Mar, 04:00[^\n]*\n⚠️ Instead of 03:30, which that day does not have/);
});

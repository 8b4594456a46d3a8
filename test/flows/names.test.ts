import type { Message } from '@grammyjs/types';
import { expect, it } from 'vitest';
import { jpeg } from '../playground/telegram/local-telegram.js';
import { WALKS, walksTo } from '../support/dialogs.js';
import { createsPicture, describesCampaign, opens, picksPlaces } from '../support/steps.js';
import { openWorld } from '../support/world.js';

/** What the bot itself has formatted; Telegram finds addresses in a text by itself. */
function formatted({ text = '', entities = [] }: Message): string[] {
  return entities
    .filter(({ type }) => type !== 'url')
    .map(({ type, offset, length }) => `${type}: ${text.slice(offset, offset + length)}`);
}

it('asks again for a name that is none, or too long', async () => {
  const { olga } = await openWorld();
  const walk = WALKS['New campaign'];
  const fresh = walk && (await walksTo(olga, walk, 0));
  let { message_id: after } = olga.sendsPhoto(jpeg());
  await olga.sees(/⚠️ Please type a name: up to 100 characters/, { after });
  ({ message_id: after } = olga.says('\u200B \u2060'));
  await olga.sees(/⚠️ Please type a name: up to 100 characters/, { after });
  olga.says('n'.repeat(300));
  await olga.sees(/⚠️ This name has 300 characters; up to 100 fit/, fresh);
  olga.says('n'.repeat(100));
  await olga.sees(/What does it advertise/, fresh);
});

it('puts a name of several lines on one', async () => {
  const { olga } = await openWorld();
  await describesCampaign(olga, { name: ' Autumn\n\n  sale ', brand: 'Lola\nRose' });
  olga.presses('Create campaign');
  const card = await olga.sees(/Draft: nothing is scheduled/);
  expect(card.text).toMatch(/^Autumn sale\n\n[\s\S]*OnlyFans creator: Lola Rose\n/);
});

it.each([
  ['emoji', '🎃🍁👩🏽‍💻🏳️‍🌈'],
  ['Hebrew', 'מבצע סתיו ‏(חדש)'],
  ['Arabic', 'عرض الخريف ٢٠٢٦'],
  ['markup', '<b>Bold</b> *sale* [x](https://x.io)'],
])('shows a name of %s as it was typed, in dialogs, on the card and in lists', async (_, name) => {
  const { olga } = await openWorld();
  await describesCampaign(olga, { name, brand: name });
  const review = await olga.sees(/Create it\?/);
  expect(review.text).toContain(`${name}\nOnlyFans creator: ${name}\n`);
  expect(formatted(review)).toEqual(['bold: New campaign · 5/5']);

  olga.presses('Create campaign');
  const card = await olga.sees(/Draft: nothing is scheduled/);
  expect(card.text).toMatch(/^[^\n]+\n\n📝 Draft/u);
  expect(card.text).toContain(`OnlyFans creator: ${name}\n`);
  expect(formatted(card)).toEqual([`bold: ${name}`]);

  await opens(olga, 'Campaigns');
  const list = await olga.sees(/Tap a campaign/);
  expect(list.reply_markup?.inline_keyboard[0]).toMatchObject([{ text: `📝 ${name}` }]);

  await createsPicture(olga, name);
  await picksPlaces(olga, name, ['Night Owls']);
  olga.presses('In 1 hour');
  const plan = await olga.sees(/Schedule 1 post/);
  expect(plan.text).toContain(`Campaign: ${name}\nWhat: ${name}\nWhere: Night Owls\n`);
  expect(formatted(plan)).toEqual(['bold: Schedule · 5/5']);
});

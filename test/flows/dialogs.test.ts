import { describe, expect, it } from 'vitest';
import type { PersonHandle } from '../../src/playground/telegram/index.js';
import { WALKS, walksTo } from '../support/dialogs.js';
import { describesCampaign } from '../support/steps.js';
import { openWorld } from '../support/world.js';

/** The bot's answers to small talk show that no dialog is there to take it. */
async function isInNoDialog(person: PersonHandle): Promise<void> {
  const { message_id: after } = person.says('hello');
  await person.sees(/I did not understand that/, { after });
}

describe.each(Object.entries(WALKS))('the dialog “%s”', (_title, walk) => {
  const last = walk.exchanges.length - 1;

  it('is left by /cancel at every step', async () => {
    const { olga } = await openWorld();
    await walk.prepare(olga);
    for (const question of walk.exchanges.keys()) {
      await walksTo(olga, walk, question);
      const { message_id: after } = olga.says('/cancel');
      await olga.sees(/Cancelled\. Nothing was saved\./, { after });
      await isInNoDialog(olga);
    }
  });

  it.each([
    ['its Cancel button', (olga: PersonHandle) => olga.presses('Cancel'), /Cancelled\. Nothing was saved\./],
    ['/start', (olga: PersonHandle) => void olga.starts(), /What would you like to do/],
  ])('is left by %s', async (_, leave, result) => {
    const { olga } = await openWorld();
    await walk.prepare(olga);
    await walksTo(olga, walk, last);
    const after = (olga.lastMessage()?.message_id ?? 0) - 1;
    leave(olga);
    await isInNoDialog(olga);
    await olga.sees(result, { after });
  });

  it('is left by a Home button further up', async () => {
    const { olga } = await openWorld();
    await walk.prepare(olga);
    olga.says('/cancel');
    const message = await olga.sees(/Cancelled[\s\S]*\[Home\]/);
    await walksTo(olga, walk, last);
    const question = olga.lastMessage();
    olga.presses('Home', { message });
    await isInNoDialog(olga);
    olga.presses('Back', question && { message: question });
    expect(await olga.seesToast(/./)).toBe('This button is out of date.');
  });

  it('keeps step and answers when Herald restarts before every answer', async () => {
    const { olga, restart } = await openWorld();
    await walk.prepare(olga);
    const fresh = await walksTo(olga, walk, 0);
    for (const { asks, answer } of walk.exchanges) {
      await olga.sees(asks, fresh);
      await restart();
      answer(olga);
    }
    await olga.sees(walk.made, fresh);
  });
});

it('says so when there is nothing to cancel, and does nothing else', async () => {
  const { olga } = await openWorld();
  olga.says('/cancel');
  await olga.sees(/Cancelled/);
});

it('keeps every answer on the way back', async () => {
  const { olga } = await openWorld();
  await describesCampaign(olga, {
    name: 'Autumn',
    type: 'Casino',
    brand: 'Lucky Star',
    url: 'https://a.example',
  });
  for (const question of [/Where should people land/, /For whom/, /What does it advertise/]) {
    olga.presses('Back');
    await olga.sees(question, { after: (olga.lastMessage()?.message_id ?? 0) - 1 });
  }
  olga.presses('Casino');
  await olga.sees(/For whom/, { after: (olga.lastMessage()?.message_id ?? 0) - 1 });
  const { message_id: after } = olga.says('Lucky Star');
  await olga.sees(/Where should people land/, { after });
  olga.says('https://b.example');
  const review = await olga.sees(/Create it\?/);
  expect(review.text).toContain('Autumn\nCasino: Lucky Star\nLanding page: https://b.example');
});

it('takes a text that looks like a command for no answer, and keeps its question', async () => {
  const { olga } = await openWorld();
  await describesCampaign(olga);
  olga.presses('Back');
  await olga.sees(/Where should people land/);
  const { message_id: after } = olga.says('/sale');
  await olga.sees(/I did not understand that/, { after });
  olga.says('https://b.example');
  const review = await olga.sees(/Create it\?/, { after });
  expect(review.text).toContain('Autumn\nOnlyFans creator: Lola\nLanding page: https://b.example');
});

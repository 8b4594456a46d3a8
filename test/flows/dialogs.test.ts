import { describe, expect, it } from 'vitest';
import { CampaignModel, CreativeModel, ScheduledPostModel } from '../../src/common/models/index.js';
import type { PersonHandle } from '../../src/playground/telegram/index.js';
import { jpeg } from '../playground/telegram/local-telegram.js';
import {
  createsCampaign,
  createsPicture,
  describesCampaign,
  opens,
  picksPlaces,
  schedules,
} from '../support/steps.js';
import { openWorld } from '../support/world.js';

/** The last question of each dialog, with everything answered before it. */
const LAST_STEPS: Record<string, (olga: PersonHandle) => Promise<void>> = {
  'New campaign': (olga) => describesCampaign(olga),
  'New creative': async (olga) => {
    olga.sendsPhoto(jpeg(), { caption: 'Golden days' });
    await olga.sees(/Which buttons/);
    olga.presses('No buttons');
    await olga.sees(/What should it be called/);
    olga.presses('Golden days');
    await olga.sees(/Save it\?/);
  },
  'Propose a deal': async (olga) => {
    await createsCampaign(olga);
    olga.presses('Propose deal');
    await olga.sees(/How is it paid/);
    olga.presses('Flat amount');
    await olga.sees(/How much/);
    olga.says('100 EUR');
    await olga.sees(/Propose it to the admins\?/);
  },
  Schedule: async (olga) => {
    await createsCampaign(olga);
    await createsPicture(olga);
    await picksPlaces(olga, 'Autumn', ['Night Owls']);
    olga.presses('In 1 hour');
    await olga.sees(/Schedule 1 post/);
  },
};

describe.each(Object.entries(LAST_STEPS))('the dialog “%s”', (title, goToEnd) => {
  it.each([
    ['/cancel', (olga: PersonHandle) => void olga.says('/cancel'), /Cancelled\. Nothing was saved\./],
    ['its Cancel button', (olga: PersonHandle) => olga.presses('Cancel'), /Cancelled\. Nothing was saved\./],
    ['/start', (olga: PersonHandle) => void olga.starts(), /What would you like to do/],
  ])('is left by %s', async (_, leave, result) => {
    const { olga } = await openWorld();
    await goToEnd(olga);
    const after = (olga.lastMessage()?.message_id ?? 0) - 1;
    leave(olga);
    await olga.sees(result, { after });
    const { message_id } = olga.says('hello');
    await olga.sees(/I did not understand that/, { after: message_id });
  });

  it('goes on at the same step after a restart', async () => {
    const { olga, restart } = await openWorld();
    await goToEnd(olga);
    const question = olga.lastMessage();
    await restart();
    olga.presses('Back');
    await expect.poll(() => olga.lastMessage()?.text).not.toBe(question?.text);
    expect(olga.lastMessage()?.text).toContain(title);
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
  olga.says('Lucky Star');
  await olga.sees(/\[Use https|Where should people land/, {
    after: (olga.lastMessage()?.message_id ?? 0) + 1,
  });
  olga.says('https://b.example');
  const review = await olga.sees(/Create it\?/);
  expect(review.text).toContain('Autumn\nCasino: Lucky Star\nLanding page: https://b.example');
});

it('makes one campaign of two taps on Create', async () => {
  const { olga } = await openWorld();
  await describesCampaign(olga);
  const { message_id } = olga.lastMessage() ?? {};
  olga.presses('Create campaign');
  olga.presses('Create campaign');
  await olga.sees(/Draft: nothing is scheduled/);
  olga.says('/start');
  await olga.sees(/What would you like/, { after: message_id ?? 0 });
  expect(await CampaignModel.countDocuments()).toBe(1);
});

it('makes one post of two taps on Schedule, and one creative of two on Save', async () => {
  const { olga } = await openWorld();
  await LAST_STEPS['Schedule']?.(olga);
  olga.presses('Schedule 1 post');
  olga.presses('Schedule 1 post');
  await olga.sees(/🕒/);
  const { after } = await opens(olga, 'Queue');
  const queue = await olga.sees(/Tap a post/, { after });
  expect(queue.reply_markup?.inline_keyboard.flat().filter(({ text }) => text.includes('🕒'))).toHaveLength(
    1,
  );
  expect(await ScheduledPostModel.countDocuments()).toBe(1);
  expect(await CreativeModel.countDocuments()).toBe(1);
});

it('tells a press of a dialog that is over that it is out of date', async () => {
  const { olga } = await openWorld();
  await opens(olga, 'Campaigns');
  await olga.sees(/New campaign/);
  olga.presses('New campaign');
  await olga.sees(/What is the campaign called/);
  olga.says('Autumn');
  const question = await olga.sees(/What does it advertise/);
  const { message_id: after } = olga.starts();
  await olga.sees(/What would you like/, { after });
  olga.presses('Casino', { message: question });
  expect(await olga.seesToast(/out of date/)).toBe('This button is out of date.');
});

it('shows the fresh card, and does nothing else, when the thing has changed since', async () => {
  const { olga } = await openWorld();
  await createsCampaign(olga);
  await createsPicture(olga);
  await picksPlaces(olga, 'Autumn', ['Night Owls']);
  await schedules(olga, 'In 1 hour');
  const old = await olga.sees(/🟢 Active/);
  const { after } = await opens(olga, 'Campaigns');
  await olga.sees(/Tap a campaign/, { after });
  olga.presses('Autumn');
  await olga.sees(/🟢 Active/, { after });
  olga.presses('Pause');
  await olga.sees(/⏸ Paused/, { after });

  olga.presses('Pause', { message: old });
  expect(await olga.seesToast(/changed/)).toBe('This has changed meanwhile. Here is how it stands now.');
  await expect
    .poll(() => old.message_id && olga.messages().find((one) => one.message_id === old.message_id)?.text)
    .toContain('⏸ Paused');
  olga.presses('Resume');
  await olga.sees(/🟢 Active/, { after });
});

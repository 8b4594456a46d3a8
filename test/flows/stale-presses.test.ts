import type { Message } from '@grammyjs/types';
import { expect, it } from 'vitest';
import { CampaignModel, ScheduledPostModel } from '../../src/common/models/index.js';
import type { PersonHandle } from '../../src/playground/telegram/index.js';
import { WALKS, walksTo } from '../support/dialogs.js';
import {
  createsCampaign,
  createsPicture,
  describesCampaign,
  opens,
  picksPlaces,
  proposesDeal,
  schedules,
} from '../support/steps.js';
import { openWorld } from '../support/world.js';

/** Begins New campaign, and comes to its second question. */
async function beginsCampaign(person: PersonHandle): Promise<{ after: number; old: Message }> {
  const walk = WALKS['New campaign'];
  if (!walk) throw new Error('no such dialog');
  const fresh = await walksTo(person, walk, 1);
  return { ...fresh, old: await person.sees(/What does it advertise/, fresh) };
}

it('makes one campaign of two taps on Create', async () => {
  const { olga } = await openWorld();
  await describesCampaign(olga);
  olga.presses('Create campaign');
  olga.presses('Create campaign');
  await olga.sees(/Draft: nothing is scheduled/);
  await olga.seesToast(/out of date/);
  expect(await CampaignModel.countDocuments()).toBe(1);
});

it('makes one post of two taps on Schedule', async () => {
  const { olga } = await openWorld();
  await createsCampaign(olga);
  await createsPicture(olga);
  await picksPlaces(olga, 'Autumn', ['Night Owls']);
  olga.presses('In 1 hour');
  await olga.sees(/Schedule 1 post/);
  olga.presses('Schedule 1 post');
  olga.presses('Schedule 1 post');
  const card = await olga.sees(/🟢 Active/);
  await olga.seesToast(/out of date/);
  expect(card.text?.match(/🕒/g)).toHaveLength(1);
  expect(await ScheduledPostModel.countDocuments()).toBe(1);
});

it('tells a press on an earlier question that it is out of date, and stays at the present one', async () => {
  const { olga } = await openWorld();
  const walk = await beginsCampaign(olga);
  olga.presses('Casino');
  await olga.sees(/For whom/, walk);
  olga.says('Lucky Star');
  const question = await olga.sees(/Where should people land/, walk);
  olga.presses('Cancel', { message: walk.old });
  expect(await olga.seesToast(/./)).toBe('This button is out of date.');
  expect(olga.lastMessage()).toEqual(question);
  olga.says('https://lucky.example');
  await olga.sees(/Casino: Lucky Star[\s\S]*Create it\?/, walk);
});

it('tells a press of a dialog that is over that it is out of date', async () => {
  const { olga } = await openWorld();
  const { old } = await beginsCampaign(olga);
  const { message_id: after } = olga.starts();
  const home = await olga.sees(/What would you like/, { after });
  olga.presses('Casino', { message: old });
  expect(await olga.seesToast(/./)).toBe('This button is out of date.');
  expect(olga.lastMessage()).toEqual(home);
});

it('shows the plan again before it is saved, when the campaign has changed since', async () => {
  const { olga, adam } = await openWorld();
  await createsCampaign(olga);
  await createsPicture(olga);
  await picksPlaces(olga, 'Autumn', ['Night Owls']);
  olga.presses('In 1 hour');
  await olga.sees(/Schedule 1 post/);
  await proposesDeal(adam);
  olga.presses('Schedule 1 post');
  await olga.sees(/⚠️ This has changed meanwhile\. Here is how it stands now\.[\s\S]*Where: Night Owls/);
  expect(await ScheduledPostModel.countDocuments()).toBe(0);
  olga.presses('Schedule 1 post');
  await olga.sees(/⏳ Waits for its deal[\s\S]*🕒 Thu 26 Nov, 13:00 · Night Owls/);
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

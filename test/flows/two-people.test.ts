import { expect, it } from 'vitest';
import { AuditLogModel, CampaignModel, DealModel } from '../../src/common/models/index.js';
import { createJoining } from '../../src/features/team/index.js';
import type { PersonHandle } from '../../src/playground/telegram/index.js';
import { pressesForwarded } from '../support/forwarded.js';
import {
  createsCampaign,
  describesCampaign,
  opens,
  proposesDeal,
  schedulesPicture,
} from '../support/steps.js';
import { openWorld, type World, ZONE } from '../support/world.js';

async function joins(world: World, name: string, role: 'admin' | 'operator'): Promise<PersonHandle> {
  const person = world.telegram.person({ first_name: name });
  const joining = createJoining({ clock: world.clock, defaultTimezone: ZONE });
  await joining.ensureMember({ id: person.id, first_name: name, language_code: 'en' }, role);
  // A bot may not write first.
  person.starts();
  await person.sees(/Hello/);
  return person;
}

it('lets two operators work at once without mixing their answers', async () => {
  const world = await openWorld();
  const oleg = await joins(world, 'Oleg', 'operator');
  await Promise.all([
    describesCampaign(world.olga, { name: 'Olga’s autumn', brand: 'Lola' }),
    describesCampaign(oleg, {
      name: 'Oleg’s winter',
      type: 'Casino',
      brand: 'Lucky Star',
      url: 'https://lucky.example',
    }),
  ]);
  world.olga.presses('Create campaign');
  oleg.presses('Create campaign');
  const hers = await world.olga.sees(/Draft: nothing/);
  const his = await oleg.sees(/Draft: nothing/);
  expect(hers.text).toMatch(/^Olga’s autumn[\s\S]*OnlyFans creator: Lola/);
  expect(his.text).toMatch(/^Oleg’s winter[\s\S]*Casino: Lucky Star/);
});

it('lets nobody but its owner and the admins change a campaign, and writes the attempt down', async () => {
  const world = await openWorld();
  const { olga, adam } = world;
  const oleg = await joins(world, 'Oleg', 'operator');
  await schedulesPicture(olga);
  const offered = async (person: PersonHandle) => {
    const fresh = await opens(person, 'Campaigns');
    await person.sees(/Tap a campaign/, fresh);
    person.presses('Autumn');
    return person.sees(/🟢 Active/, fresh);
  };
  const card = await offered(adam);
  // What would be refused is not offered; a button that comes otherwise is refused all the same.
  expect(JSON.stringify((await offered(oleg)).reply_markup)).not.toMatch(/Pause|Schedule|Limits|Placement/);
  pressesForwarded(world, adam, oleg, card, 'Pause');
  expect(await oleg.seesToast(/Only/)).toBe('Only the person who made this, or an admin, can change it.');
  adam.presses('Pause', { message: card });
  await adam.sees(/⏸ Paused/);
  const entries = await AuditLogModel.find({ action: 'campaign.pause' }).sort({ _id: 1 }).lean();
  expect(entries.map(({ metadata }) => metadata.success)).toEqual([false, true]);
  expect(entries[1]?.changes).toMatchObject({ before: { status: 'active' }, after: { status: 'paused' } });
});

it('keeps decisions on deals from operators, whatever button they come by', async () => {
  const world = await openWorld();
  const { olga, adam } = world;
  await createsCampaign(olga);
  await proposesDeal(olga);
  const card = await adam.sees(/\[Approve\]/);
  const hers = await olga.sees(/Waits for an admin/);
  expect(hers.reply_markup?.inline_keyboard.flat().map(({ text }) => text)).not.toContain('Approve');
  pressesForwarded(world, adam, olga, card, 'Approve');
  expect(await olga.seesToast(/role/)).toBe('Your role does not allow this.');
  await expect
    .poll(() => AuditLogModel.countDocuments({ action: 'deal.approve', 'metadata.success': false }))
    .toBe(1);
  expect(await DealModel.findOne().lean()).toMatchObject({ status: 'proposed' });
});

it('lets the first of two admins decide, and both cards show it', async () => {
  const world = await openWorld();
  const { olga, adam } = world;
  const ada = await joins(world, 'Ada', 'admin');
  await createsCampaign(olga);
  await proposesDeal(olga);
  const adams = await adam.sees(/\[Approve\]/);
  const adas = await ada.sees(/\[Reject\]/);
  ada.presses('Reject', { message: adas });
  await ada.sees(/Rejected by Ada/);
  await adam.sees(/Rejected by Ada/);
  expect(adam.messages().find(({ message_id }) => message_id === adams.message_id)?.text).toContain(
    'Rejected by Ada',
  );
  await olga.sees(/Rejected by Ada/);
  expect(await DealModel.countDocuments({ status: 'rejected' })).toBe(1);
});

it('lets one of two opposite decisions at the same moment stand', async () => {
  const world = await openWorld();
  const { olga, adam } = world;
  const ada = await joins(world, 'Ada', 'admin');
  await createsCampaign(olga);
  await proposesDeal(olga);
  await adam.sees(/\[Approve\]/);
  await ada.sees(/\[Reject\]/);
  adam.presses('Approve');
  ada.presses('Reject');
  await adam.sees(/(Approved|Rejected) by/);
  await ada.sees(/(Approved|Rejected) by/);
  const deal = await DealModel.findOne().lean();
  expect(deal?.approvals).toHaveLength(1);
  const outcome = deal?.status === 'in-force' ? /Approved by Adam/ : /Rejected by Ada/;
  for (const person of [adam, ada, olga]) await person.sees(outcome);
});

it('answers a stranger in one polite line, and a stranger’s press on a forwarded card with a toast', async () => {
  const world = await openWorld();
  const { olga, mia } = world;
  await schedulesPicture(olga);
  const card = await olga.sees(/🟢 Active/);
  mia.says('Hi, what can you do?');
  await mia.sees(/This is a private ads manager/);
  expect(mia.messages()).toHaveLength(2);
  pressesForwarded(world, olga, mia, card, 'Pause');
  await mia.seesToast(/This is a private ads manager/);
  expect(await CampaignModel.findOne().lean()).toMatchObject({ status: 'active' });
});

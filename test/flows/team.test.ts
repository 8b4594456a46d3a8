import { expect, it } from 'vitest';
import { AuditLogModel, CampaignModel, UserModel } from '../../src/common/models/index.js';
import type { PersonHandle } from '../../src/playground/telegram/index.js';
import { invites } from '../support/invitations.js';
import { beginsCampaign, createsCampaign, opens } from '../support/steps.js';
import { openWorld, type World } from '../support/world.js';

const MINUTE = 60_000;

const countCards = (person: PersonHandle) =>
  person.messages().filter(({ text }) => text?.includes('Somebody opened')).length;

async function opensMember(admin: PersonHandle, name: string): Promise<void> {
  const fresh = await opens(admin, 'Team');
  await admin.sees(/Your team/, fresh);
  admin.presses(name);
  await admin.sees(new RegExp(`^${name}[\\s\\S]*Time zone`));
}

/** Somebody new, with a name that would be markup if anything read it so. */
function newcomer({ telegram }: World, first_name = '<b>Zoë</b> 🦊 دانا'): PersonHandle {
  return telegram.person({ first_name });
}

it('takes an invited person in, who sees first who invites them to what', async () => {
  const world = await openWorld();
  const { adam } = world;
  const zoe = newcomer(world);
  const payload = await invites(adam, 'Operator', 'Zoë from the agency');
  await adam.sees(/Zoë from the agency · Operator/);

  zoe.starts(payload);
  await zoe.sees(/Adam invites you to Herald[\s\S]*You would be: Operator/);
  zoe.presses('Accept');
  await zoe.sees(/What would you like to do/);
  // The welcome stays above it.
  await zoe.sees(/Welcome, <b>Zoë<\/b> 🦊 دانا! You are on the team now/);
  await adam.sees(/👋 <b>Zoë<\/b> 🦊 دانا has joined the team\. Role: Operator/);
  adam.presses('Show');
  await adam.sees(/^<b>Zoë<\/b> 🦊 دانا[\s\S]*👤 Operator · active/);
  const { after } = await opens(zoe, 'You');
  await zoe.sees(/Operator[\s\S]*Time zone: Europe\/Kyiv/, { after });
});

it('says the same of a link that was used, revoked, ran out or never was', async () => {
  const world = await openWorld();
  const { adam, clock } = world;
  const used = await invites(adam, 'Operator');
  const first = newcomer(world, 'First');
  first.starts(used);
  await first.sees(/Adam invites you/);
  first.presses('Accept');
  await first.sees(/Welcome, First/);

  const revoked = await invites(adam, 'Operator');
  adam.presses('Revoke');
  await adam.sees(/Your team/);
  const late = await invites(adam, 'Admin', 'Late');
  clock.advance(15 * MINUTE);
  for (const payload of [used, revoked, late, `i_${'A'.repeat(43)}`, 'i_short', 'x_', 'i_']) {
    const somebody = newcomer(world, 'Somebody');
    somebody.starts(payload);
    await somebody.sees(payload.length < 4 ? /private ads manager/ : /This link is not valid any more/);
  }
});

it('tells the issuer once that somebody came too late, with a button for a new link', async () => {
  const world = await openWorld();
  const { adam, clock } = world;
  const late = await invites(adam, 'Operator', 'Zoë');
  clock.advance(15 * MINUTE);
  const zoe = newcomer(world, 'Zoë');
  for (let n = 0; n < 2; n++) {
    const { message_id: after } = zoe.starts(late);
    await zoe.sees(/This link is not valid any more/, { after });
  }
  const card = await adam.sees(/Somebody opened the invitation for Zoë · Operator after it had run out/);
  adam.presses('Send a new link');
  const { text = '' } = await adam.sees(/Zoë · Operator[\s\S]*Whoever opens this link/, {
    after: card.message_id - 1,
  });
  const payload = new URL(/https:\S+/.exec(text)?.[0] ?? '').searchParams.get('start') ?? '';
  zoe.starts(payload);
  await zoe.sees(/Adam invites you/);
  zoe.presses('Accept');
  await zoe.sees(/Welcome, Zoë/);
  // The card has become the new link, and there was no second one.
  await adam.sees(/👋 Zoë has joined/);
  expect(countCards(adam)).toBe(0);
});

it('lets a role change, and what may be done with it, from the next press on', async () => {
  const world = await openWorld();
  const { adam, olga } = world;
  const { after } = olga.starts() && (await opens(olga, 'Campaigns'));
  await olga.sees(/Campaigns/, { after });
  await opensMember(adam, 'Olga');
  adam.presses('Make admin');
  await adam.sees(/^Olga[\s\S]*👑 Admin/);
  olga.says('/stop');
  await olga.sees(/Posting is stopped/);
  await opensMember(olga, 'Adam');
  olga.presses('Make operator');
  await olga.sees(/^Adam[\s\S]*👤 Operator/);
  // A button from when he was an admin.
  adam.presses('Make operator');
  await adam.sees(/What would you like to do|Olga/);
  expect(await UserModel.findOne({ name: 'Olga' }).lean()).toMatchObject({ role: 'admin' });
});

it('never lets the last admin go', async () => {
  const { adam } = await openWorld();
  await opensMember(adam, 'Adam');
  adam.presses('Make operator');
  await adam.seesToast(/Somebody has to be admin/);
  expect(await UserModel.findOne({ name: 'Adam' }).lean()).toMatchObject({ role: 'admin' });
});

it('ends at once what a removed person is in the middle of, and gives their things to who removes them', async () => {
  const world = await openWorld();
  const { adam, olga } = world;
  await createsCampaign(olga);
  await beginsCampaign(olga);

  await opensMember(adam, 'Olga');
  adam.presses('Remove');
  await adam.sees(/Remove Olga from the team\? It takes effect at once/);
  adam.presses('Remove Olga');
  await adam.sees(/👤 Operator · removed/);
  const said = olga.says('Spring');
  await olga.sees(/This is a private ads manager/, { after: said.message_id });
  olga.presses('Cancel');
  await olga.seesToast(/This is a private ads manager/);

  const adamsId = (await UserModel.findOne({ name: 'Adam' }).lean())?._id;
  expect(await CampaignModel.find().lean()).toMatchObject([{ name: 'Autumn', createdBy: adamsId }]);
  expect(await AuditLogModel.findOne({ action: 'team.remove' }).lean()).toMatchObject({
    userId: adamsId,
    changes: { before: { status: 'active' }, after: { status: 'removed' } },
  });
});

it('shuts a disabled person out until an admin lets them in again, whatever link they hold', async () => {
  const world = await openWorld();
  const { adam, olga } = world;
  await opensMember(adam, 'Olga');
  adam.presses('Disable');
  await adam.sees(/⏸ Operator · disabled/);
  const { message_id: after } = olga.starts();
  await olga.sees(/This is a private ads manager/, { after });
  const { message_id: later } = olga.starts(await invites(adam, 'Admin'));
  await olga.sees(/Adam invites you/, { after: later });
  olga.presses('Accept');
  await olga.seesToast(/This link is not valid any more/);
  await opensMember(adam, 'Olga');
  adam.presses('Enable');
  await adam.sees(/Operator · active/);
  await opens(olga, 'You');
});

it('shows the invitation as a picture for a camera', async () => {
  const { adam } = await openWorld();
  await invites(adam, 'Operator');
  adam.presses('Show as QR');
  expect((await adam.sees(/Point a phone's camera here/)).photo).toBeDefined();
});

it('lets everybody set their own time zone, and mute their cards', async () => {
  const { olga } = await openWorld();
  const fresh = await opens(olga, 'You');
  await olga.sees(/Time zone: Europe\/Kyiv/, fresh);
  olga.presses('Time zone');
  await olga.sees(/Where are you/, fresh);
  olga.says('Atlantis');
  await olga.sees(/I know no time zone like “Atlantis”/, fresh);
  olga.says('berlin');
  await olga.sees(/Time zone: Europe\/Berlin/, fresh);
  olga.presses('Mute');
  await olga.sees(/🔕 No cards come to you/, fresh);
  expect(await UserModel.findOne({ name: 'Olga' }).lean()).toMatchObject({
    timezone: 'Europe/Berlin',
    notify: false,
  });
});

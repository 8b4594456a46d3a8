import { expect, it } from 'vitest';
import {
  AuditLogModel,
  CreatorModel,
  ScheduledPostModel,
  TelegramGroupModel,
} from '../../src/common/models/index.js';
import { createsCampaign, opens, opensPost, schedulesPicture, skipsOne } from '../support/steps.js';
import { openWorld, type World } from '../support/world.js';

const HOUR = 3_600_000;

/** Opens a brand's card from the list. */
async function opensBrand(person: World['adam'], name: string): Promise<void> {
  const fresh = await opens(person, 'Brands');
  await person.sees(new RegExp(`\\[[^\\]]*${name}\\]`), fresh);
  person.presses(name);
  await person.sees(new RegExp(`^${name}`), fresh);
}

async function asksForProof(adam: World['adam']): Promise<void> {
  const fresh = await opens(adam, 'Brands');
  await adam.sees(/\[🔞 Ask for a proof of age\]/, fresh);
  adam.presses('🔞 Ask for a proof of age');
  await adam.sees(/\[Stop asking for a proof of age\]/, fresh);
}

it('lets posts of a creator wait until an admin has seen a proof of age, where that is asked for', async () => {
  const { olga, adam, owls, clock } = await openWorld();
  await asksForProof(adam);
  await schedulesPicture(olga);
  clock.advance(HOUR);
  await expect
    .poll(async () => (await ScheduledPostModel.findOne().lean())?.reason?.why.key, { timeout: 10_000 })
    .toBe('why-creator-unverified');
  await opensPost(adam, 'Queue', '🕒');
  adam.presses('Why not sent?');
  await adam.sees(/✗ The creator is verified 18\+[\s\S]*\[The brand's card\]/);
  adam.presses("The brand's card");
  await adam.sees(/⚠️ Not verified: nobody has seen a proof of age, and posts wait for it/);
  adam.presses('✅ I have seen a proof of age');
  await adam.sees(/✅ Verified 18\+, Thu 26 Nov, 13:0/);
  await owls.sees(/Golden days/);
  const entry = await AuditLogModel.findOne({ action: 'creator.decide' }).lean();
  expect(entry?.changes.after).toHaveProperty('verified18At', expect.any(Date));
});

it('leaves what may be advertised where to the admins', async () => {
  const { olga } = await openWorld();
  await createsCampaign(olga);
  olga.presses('🎭 Lola');
  const card = await olga.sees(/^Lola[\s\S]*⚠️ Not verified: nobody has seen a proof of age\./);
  const buttons = card.reply_markup?.inline_keyboard.flat().map(({ text }) => text);
  expect(buttons).toEqual(['← Back', 'Home']);
});

it('keeps a brand out of groups of countries where it may not be advertised', async () => {
  const { olga, adam, owls, clock } = await openWorld();
  await schedulesPicture(olga);
  await opensBrand(adam, 'Lola');
  adam.presses('Countries…');
  await adam.sees(/Where may it be advertised/);
  adam.says('Mordor');
  await adam.sees(/I don't know “Mordor”/);
  adam.says('-Germany');
  await adam.sees(/^Lola[\s\S]*Countries: everywhere\nNot in: Germany/);
  expect(await CreatorModel.findOne().lean()).toMatchObject({ geos: ['-DE'] });

  const fresh = await opens(adam, 'Groups');
  await adam.sees(/Night Owls/, fresh);
  adam.presses('🟢 Night Owls');
  await adam.sees(/\[Country…\]/, fresh);
  adam.presses('Country…');
  await adam.sees(/In which country/, fresh);
  adam.says('de');
  await adam.sees(/Night Owls[\s\S]*Country: Germany/);
  clock.advance(HOUR);
  await skipsOne();
  const card = await opensPost(olga, 'History', '⏭');
  expect(card.text).toContain('The brand may not be advertised in DE');
  expect(owls.posts().filter(({ caption }) => caption?.includes('Golden'))).toEqual([]);
});

it('keeps a creative out of groups that speak another language', async () => {
  const { olga, clock } = await openWorld();
  await schedulesPicture(olga);
  await TelegramGroupModel.updateOne({ title: 'Night Owls' }, { $set: { language: 'uk' } });
  const fresh = await opens(olga, 'Creatives');
  await olga.sees(/Golden days\]/, fresh);
  olga.presses('🖼 Golden days');
  await olga.sees(/\[Languages…\]/, fresh);
  olga.presses('Languages…');
  await olga.sees(/What does it speak/, fresh);
  olga.says('German, en');
  await olga.sees(/Languages: German, English/, fresh);
  clock.advance(HOUR);
  await skipsOne();
  const card = await opensPost(olga, 'History', '⏭');
  expect(card.text).toContain('in another language');
});

it('tells a casino by its risk and its licences', async () => {
  const { olga, adam } = await openWorld();
  await createsCampaign(olga, { type: 'Casino', brand: 'Royal', url: 'https://royal.example/' });
  await opensBrand(adam, 'Royal');
  adam.presses('high');
  await adam.sees(/Risk: high\nLicences: none noted/);
  adam.presses('Licences…');
  await adam.sees(/Which licences has it/);
  adam.says('MGA/1');
  await adam.sees(/does not begin with a country/);
  adam.says('mt MGA/1\nGB 12');
  await adam.sees(/Licences: MT MGA\/1 · GB 12/);
});

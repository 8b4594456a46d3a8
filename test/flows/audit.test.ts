import { Api } from 'grammy';
import mongoose from 'mongoose';
import { expect, it } from 'vitest';
import { newId } from '../../src/common/ids.js';
import { AuditLogModel, SettingsModel } from '../../src/common/models/index.js';
import { verifyChain } from '../../src/features/audit/index.js';
import type { PersonHandle } from '../../src/playground/telegram/index.js';
import { pressesForwarded } from '../support/forwarded.js';
import { databaseUri } from '../support/mongo.js';
import { createsCampaign, opens, opensCampaign, schedulesPicture } from '../support/steps.js';
import { openWorld, type World } from '../support/world.js';
import { watched } from '../support/writes.js';

const DAY_MS = 86_400_000;
const LONG = 20_000;

const opensLog = async (person: PersonHandle) => {
  const fresh = await opens(person, 'Audit');
  await person.sees(/^Audit\n\nNewest first/, fresh);
  return fresh;
};

/** Olga makes a campaign and sets its limit a day twice. */
async function setsLimits({ olga }: World): Promise<void> {
  await createsCampaign(olga);
  await opensCampaign(olga, /\[Limits\]/);
  olga.presses('Limits');
  await olga.sees(/Limits[\s\S]*Autumn/);
  olga.presses('3');
  await olga.sees(/✅ 3\]/);
  olga.presses('5');
  await olga.sees(/✅ 5\]/);
}

it('shows an admin who did what, when, by which way and what changed', async () => {
  const world = await openWorld();
  const { adam } = world;
  await setsLimits(world);
  const fresh = await opensLog(adam);
  adam.presses('Olga · Set a campaign’s limits');
  await adam.sees(/^Set a campaign’s limits/, fresh);
  await adam.sees(
    /^Set a campaign’s limits\n\nOlga · Thu 26 Nov, 12:00 \(Europe\/Kyiv\)\nCampaign: Autumn\nchat:campaign\.limit · \d+ ms\n(Sealed at place \d+ of the log|Not sealed yet)\n\nlimit a day: 3 → 5\n/,
    fresh,
  );
  adam.presses('More of Autumn');
  await adam.sees(/^Audit · Autumn[\s\S]*limits[\s\S]*limits[\s\S]*Create a campaign/, fresh);
  adam.presses('Create a campaign');
  await adam.sees(/^Create a campaign[\s\S]*name: Autumn/, fresh);
  adam.presses('Thu 26 Nov');
  await adam.sees(/^Audit · Thu 26 Nov\n/, fresh);
  adam.presses('Create a campaign');
  await adam.sees(/^Create a campaign/, fresh);
  adam.presses('More by Olga');
  await adam.sees(/^Audit · Olga\n/, fresh);
  adam.presses('Home');
  await adam.sees(/What would you like to do/, fresh);
});

it('tells a plan by the names of what is in it and by its sentence, without what only the planner needs', async () => {
  const { adam, olga } = await openWorld();
  await schedulesPicture(olga, { when: 'tomorrow 18:30' });
  const fresh = await opensLog(adam);
  adam.presses('Olga · Schedule a campaign');
  const { text = '' } = await adam.sees(/^Schedule a campaign/, fresh);
  expect(text.split('\n\n').at(-1)?.split('\n').sort()).toEqual([
    'creatives: — → 🖼 Golden days',
    'groups: — → Night Owls',
    'schedule: — → Fri 27 Nov, 18:30 (Europe/Kyiv)',
    'status: Draft: nothing is scheduled yet → Active',
    'weights: 🖼 Golden days ×1',
  ]);
  adam.presses('Back');
  await adam.sees(/^Audit\n/, fresh);
  adam.presses('Olga · Create a creative');
  await adam.sees(
    /^Create a creative[\s\S]*\nname: Golden days\ntype: Picture\nmessage: Golden days · 📎 1\nstatus: active\nmade by: Olga$/m,
    fresh,
  );
});

it('finds by a word of what was done, and by a name', async () => {
  const world = await openWorld();
  const { adam } = world;
  await setsLimits(world);
  const fresh = await opensLog(adam);
  for (const [word, found] of [
    ['limits', /^Audit · “limits”\n[\s\S]*Set a campaign’s limits/],
    ['olga', /^Audit · “olga”\n[\s\S]*Olga · Create a campaign/],
    ['AUTUMN', /^Audit · “AUTUMN”\n[\s\S]*Create a campaign/],
    ['no such thing', /^Audit · “no such thing”\n\nNothing of that kind/],
  ] as const) {
    adam.presses('Search');
    await adam.sees(/What are you looking for/, fresh);
    adam.says(word);
    await adam.sees(found, fresh);
  }
  adam.presses('All');
  await adam.sees(/^Audit\n/, fresh);
});

it('marks what was refused, with its reason, and is closed to operators, whatever button they come by', async () => {
  const world = await openWorld();
  const { adam, olga } = world;
  olga.starts();
  const home = await olga.sees(/What would you like to do/);
  expect(JSON.stringify(home.reply_markup)).not.toContain('Audit');
  const fresh = await opensLog(adam);
  const log = await adam.sees(/^Audit/, fresh);
  for (const button of ['Search', 'CSV', 'Refused']) {
    pressesForwarded(world, adam, olga, log, button);
    expect(await olga.seesToast(/role/)).toBe('Your role does not allow this.');
  }
  await expect.poll(() => AuditLogModel.countDocuments({ 'metadata.success': false })).toBe(3);
  adam.presses('Refused');
  await adam.sees(/^Audit · refused or failed[\s\S]*🚫 [^\n]*Olga · Export the audit log/, fresh);
  adam.presses('Export the audit log');
  await adam.sees(/^🚫 Export the audit log\n\nRefused: Your role does not allow this\.\nOlga · /, fresh);
});

it('sends what is shown as a file, and writes that down', async () => {
  const { adam, olga } = await openWorld();
  await createsCampaign(olga);
  const fresh = await opensLog(adam);
  adam.presses('CSV');
  const { document } = await adam.sees(/^\d+ entries\.$/, fresh);
  expect(document).toMatchObject({ file_name: 'audit-2026-11-26.csv' });
  expect(document?.file_size).toBeGreaterThan(500);
  await expect
    .poll(() => AuditLogModel.findOne({ action: 'audit.export' }).lean())
    .toMatchObject({ metadata: { success: true }, changes: { after: { of: '0~a', cut: false } } });
});

it('sends a long log whole, read by batches as the file leaves', async () => {
  const { adam, telegram, apiRoot } = await openWorld({ mongodbUri: watched(databaseUri()) });
  const at = Date.UTC(2026, 10, 25);
  // Placed already, so that nobody seals them meanwhile.
  const seal = (n: number) => ({ sequence: 1_000_000 + n, hash: '0'.repeat(64) });
  await AuditLogModel.collection.insertMany(
    Array.from({ length: LONG }, (_, n) => ({
      ...{
        _id: newId() as never,
        userId: null,
        action: 'engine.lead',
        entityType: 'engine',
        entityId: 'leader',
      },
      changes: { before: {}, after: { epoch: n } },
      metadata: { route: 'engine', timestamp: new Date(at + n), duration: 0, success: true },
      seal: seal(n),
    })),
  );
  await opensLog(adam);
  let batches = 0;
  mongoose.connection.getClient().on('commandStarted', ({ commandName, command }) => {
    if (commandName === 'getMore' && command['collection'] === 'audit-log') batches++;
  });
  adam.presses('CSV');
  await expect.poll(() => adam.lastMessage()?.caption, { timeout: 40_000 }).toMatch(/^[\d,]+ entries\.$/);
  const { document, caption } = adam.lastMessage() ?? {};
  const { file_path } = await new Api(telegram.token, { apiRoot }).getFile(document?.file_id ?? '');
  const file = await (await fetch(`${apiRoot}/file/bot${telegram.token}/${file_path}`)).text();
  const lines = file.trimEnd().split('\r\n');
  expect(lines.length - 1).toBeGreaterThan(LONG);
  expect(caption).toBe(`${(lines.length - 1).toLocaleString('en')} entries.`);
  expect(new Set(lines.flatMap((line) => /""epoch"":(\d+)/.exec(line)?.[1] ?? [])).size).toBe(LONG);
  expect(batches).toBeGreaterThanOrEqual(LONG / 200);
}, 60_000);

it('is kept as long as an admin says, who is asked before anything of it goes', async () => {
  const { adam, olga, clock } = await openWorld();
  await createsCampaign(olga);
  const kept = () => AuditLogModel.countDocuments({ action: 'campaign.create' });
  const fresh = await opensLog(adam);
  adam.presses('How long it is kept');
  await adam.sees(
    /kept for 400 days\.\nThe oldest is of Thu,? 26 Nov 2026, 12:00\.[\s\S]*✅ 400 days\]/,
    fresh,
  );
  adam.presses('for ever');
  await adam.sees(/kept for ever\.[\s\S]*✅ for ever\]/, fresh);
  // Nothing of the next two years is removed.
  clock.advance(800 * DAY_MS);
  adam.presses('2 years');
  await adam.sees(
    /^Keep the audit log for 2 years only\?\n\n\d+ entries from before \w+,? \d+ \w+ 2027/,
    fresh,
  );
  expect(await kept()).toBe(1);
  adam.presses('No, leave');
  await adam.sees(/kept for ever\./, fresh);
  adam.presses('2 years');
  await adam.sees(/^Keep the audit log for 2 years only/, fresh);
  adam.presses('Yes, remove');
  await adam.sees(/kept for 2 years\.[\s\S]*✅ 2 years\]/, fresh);
  clock.advance(2 * 3_600_000);
  await expect.poll(kept).toBe(0);
  expect((await verifyChain()).broken).toBeNull();
  await opensLog(adam);
  adam.presses('Set for how long');
  await adam.sees(/^Set for how long the audit log is kept[\s\S]*\n\nentries are kept for: /, fresh);
});

it('is not shortened by an operator, nor by a choice that nobody was offered', async () => {
  const world = await openWorld();
  const { adam, olga } = world;
  olga.starts();
  await olga.sees(/What would you like to do/);
  const fresh = await opensLog(adam);
  adam.presses('How long it is kept');
  const screen = await adam.sees(/kept for 400 days/, fresh);
  pressesForwarded(world, adam, olga, screen, '1 year');
  expect(await olga.seesToast(/role/)).toBe('Your role does not allow this.');
  expect(await SettingsModel.countDocuments({ 'retention.auditDays': { $ne: null } })).toBe(0);
});

it('is sealed as it is written, and every entry of a day holds', async () => {
  const world = await openWorld();
  await setsLimits(world);
  await expect.poll(async () => (await verifyChain()).unsealed, { timeout: 5_000 }).toBe(0);
  const { sealed, broken } = await verifyChain();
  expect(broken).toBeNull();
  expect(sealed).toBe(await AuditLogModel.countDocuments());
  expect(sealed).toBeGreaterThan(5);
});

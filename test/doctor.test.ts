import { Api } from 'grammy';
import { expect, it, onTestFinished } from 'vitest';
import { connectDb } from '../src/common/db/index.js';
import { AuditLogModel } from '../src/common/models/index.js';
import { checkAudit } from '../src/doctor-audit.js';
import { knownGroups } from '../src/doctor-groups.js';
import { createLocalTelegram } from '../src/playground/telegram/index.js';
import { checkProbe } from '../src/telegram/probe-check.js';
import { databaseUri } from './support/mongo.js';
import { openWorld } from './support/world.js';

it('finds that Telegram answers as the look for lost posts expects, and leaves nothing behind', async () => {
  const telegram = createLocalTelegram();
  const { apiRoot, token } = await telegram.start();
  onTestFinished(() => telegram.stop());
  const mia = telegram.person({ first_name: 'Mia' });
  const owls = telegram.group({ title: 'Night Owls', owner: mia });
  owls.addsBot({ by: mia, asAdmin: true });
  const { message_id: foreign } = mia.saysIn(owls, 'Hello');
  const findings = await checkProbe(new Api(token, { apiRoot }), owls.id, foreign);
  expect(findings.filter(({ holds }) => !holds)).toEqual([]);
  expect(findings).toHaveLength(6);
  expect(owls.posts()).toEqual([]);
});

it('lists the groups that Herald knows, to choose one from', async () => {
  const { owls, players } = await openWorld();
  const lines = await knownGroups({ mongodbUri: databaseUri(), dataDir: 'unused' });
  expect(lines).toEqual([
    expect.stringMatching(new RegExp(`^${players.id} +Takes ads +Lucky Players$`)),
    expect.stringMatching(new RegExp(`^${owls.id} +Takes ads +Night Owls$`)),
  ]);
});

it('tells whether the audit log is what was written, and names the first entry that is not', async () => {
  await openWorld();
  const place = { mongodbUri: databaseUri(), dataDir: 'unused' };
  await expect
    .poll(() => AuditLogModel.countDocuments({ seal: { $exists: false } }), { timeout: 5_000 })
    .toBe(0);
  const well = await checkAudit(place);
  expect(well.holds).toBe(true);
  expect(well.lines.join('\n')).toMatch(
    /✓ The audit log: \d+ entries as sealed[\s\S]*✓ No entry waits[\s\S]*The end of the chain: \d+ [0-9a-f]{64}/,
  );
  await connectDb();
  await AuditLogModel.collection.updateOne({ 'seal.sequence': 2 }, { $set: { action: 'team.look' } });
  const broken = await checkAudit(place);
  expect(broken.holds).toBe(false);
  expect(broken.lines.join('\n')).toMatch(
    /✗ The audit log is broken at place 2: the entry here is not the one[\s\S]*Found there: team\.look, 2026-11-26T/,
  );
});

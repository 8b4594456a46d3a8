import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runningMongo } from '../src/common/db/embedded.js';
import { connectDb } from '../src/common/db/index.js';
import { AuditLogModel } from '../src/common/models/index.js';
import { createLocalTelegram } from '../src/playground/telegram/index.js';
import { databaseUri } from './support/mongo.js';
import { run } from './support/program.js';
import { allIsSealed } from './support/steps.js';
import { openWorld } from './support/world.js';

it('finds that Telegram answers as the look for lost posts expects, and leaves nothing behind', async () => {
  const telegram = createLocalTelegram();
  const { apiRoot, token } = await telegram.start();
  onTestFinished(() => telegram.stop());
  const mia = telegram.person({ first_name: 'Mia' });
  const owls = telegram.group({ title: 'Night Owls', owner: mia });
  owls.addsBot({ by: mia, asAdmin: true });
  const { message_id: foreign } = mia.saysIn(owls, 'Hello');
  const env = { BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot };
  const words = ['--probe', `${owls.id}`, '--foreign', `${foreign}`];
  const { code, out, err } = await run('src/doctor.ts', env, words);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.split('\n').filter((line) => line.startsWith('✓'))).toHaveLength(6);
  expect(owls.posts()).toEqual([]);
});

it('lists the groups that Herald knows, to choose one from', async () => {
  const { owls, players } = await openWorld();
  const { code, out } = await run('src/doctor.ts', { MONGODB_URI: databaseUri() }, ['--probe']);
  expect(code).toBe(0);
  expect(out.split('\n').slice(0, 2)).toEqual([
    expect.stringMatching(new RegExp(`^${players.id} +Takes ads +Lucky Players$`)),
    expect.stringMatching(new RegExp(`^${owls.id} +Takes ads +Night Owls$`)),
  ]);
});

it('tells whether the audit log is what was written, and names the first entry that is not', async () => {
  await openWorld();
  const env = { MONGODB_URI: databaseUri() };
  await allIsSealed();
  const well = await run('src/doctor.ts', env);
  expect(well).toMatchObject({ code: 0, err: '' });
  expect(well.out).toMatch(
    /✓ The audit log: \d+ entries as sealed[\s\S]*✓ No entry waits[\s\S]*The end of the chain: \d+ [0-9a-f]{64}/,
  );
  await connectDb();
  await AuditLogModel.collection.updateOne({ 'seal.sequence': 2 }, { $set: { action: 'team.look' } });
  const broken = await run('src/doctor.ts', env);
  expect(broken).toMatchObject({ code: 1, err: '' });
  expect(broken.out).toMatch(
    /✗ The audit log is broken at place 2: the entry here is not the one[\s\S]*Found there: team\.look, 2026-11-26T/,
  );
});

it('starts the database of a Herald that does not run, and stops it again', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'herald-doctor-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const env = { DATA_DIR: dataDir };
  expect(await run('src/doctor.ts', env)).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/✓ The audit log: 0 entries as sealed/),
  });
  expect(await runningMongo(dataDir)).toBeUndefined();
});

it.each([
  ['a message that is no number', ['--probe', '-100', '--foreign', 'many']],
  ['an unknown option', ['--prope']],
])('shows how it is called: %s', async (_, words) => {
  expect(await run('src/doctor.ts', { MONGODB_URI: databaseUri() }, words)).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/npm run doctor -- --probe \[CHAT\]/),
  });
});

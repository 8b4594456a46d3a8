import { Api } from 'grammy';
import { expect, it, onTestFinished } from 'vitest';
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

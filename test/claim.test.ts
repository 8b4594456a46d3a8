import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { databaseUri } from './support/mongo.js';
import { run } from './support/program.js';
import { openEmptyWorld } from './support/world.js';

const LINK = /https:\/\/t\.me\/herald_bot\?start=(c_[\w-]{43})\n$/;

it('prints a link beside a running Herald that makes the first who opens it an admin, and then no more', async () => {
  const { telegram, apiRoot } = await openEmptyWorld();
  const env = {
    BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: apiRoot,
    MONGODB_URI: databaseUri(),
  };
  const { code, out } = await run('src/claim.ts', env);
  expect(code).toBe(0);
  const payload = LINK.exec(out)?.[1];
  const adam = telegram.person({ first_name: 'Adam' });
  adam.starts(payload);
  await adam.sees(/Welcome, Adam! This bot is yours now/);

  const again = await run('src/claim.ts', env);
  expect(again).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/There is an admin already/) });
});

it('says so where no database answers', async () => {
  const { code, out, err } = await run('src/claim.ts', {
    BOT_TOKEN: '123456789:AAExampleExampleExampleExampleExample',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
    DATA_DIR: join(tmpdir(), 'herald-that-is-not-there'),
  });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/No database answers[\s\S]*npm start/);
});

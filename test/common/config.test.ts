import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadEnvironment, problemLine, readConfig } from '../../src/common/config.js';

const TOKEN = '123456789:AAExampleExampleExampleExampleExample';

function problemsOf(values: Record<string, string>, fileNames: string[] = []): string[] {
  const read = readConfig({ values, fileNames });
  return 'problems' in read ? read.problems.map(problemLine) : [];
}

describe('readConfig', () => {
  it.each([
    ['BOT_TOKEN', 'hello'],
    ['BOT_TOKEN', `${TOKEN} and more`],
    ['TELEGRAM_API_ROOT', 'ftp://example.com'],
    ['TELEGRAM_API_ROOT', 'localhost:8081'],
    ['MONGODB_URI', 'postgres://127.0.0.1/herald'],
    ['ADMIN_IDS', '@olga'],
    ['ADMIN_IDS', '1,,x'],
    ['PUBLIC_URL', 'herald.test'],
    ['TRUSTED_PROXIES', 'all'],
    ['HOST', 'two words'],
    ['PORT', '80a'],
    ['PORT', '65536'],
    ['DEFAULT_TIMEZONE', 'Mars/Olympus'],
    ['DEFAULT_TIMEZONE', '+03:00'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s in one line with an example, without the value', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} (is|must) .+; for example ${name}=.+`));
    expect(problems[0]).not.toContain(value);
  });

  it('tells every problem at once', () => {
    expect(problemsOf({ PORT: '-1', LOG_LEVEL: 'loud', ADMIN_IDS: 'me' })).toHaveLength(3);
  });

  it.each([
    ['BOT_TOKN', 'BOT_TOKEN'],
    ['BOTTOKEN', 'BOT_TOKEN'],
    ['MONGODB_URL', 'MONGODB_URI'],
    ['admin_id', 'ADMIN_IDS'],
    ['DEFAULT_TIME_ZONE', 'DEFAULT_TIMEZONE'],
  ])('takes %s in the environment for a misspelt %s', (written, meant) => {
    expect(problemsOf({ [written]: 'x' })).toEqual([
      expect.stringContaining(`${written} is unknown; ${meant} is meant`),
    ]);
  });

  it('lets names of other programs be, and a near name where ours is given as well', () => {
    expect(
      problemsOf({
        HOME: '/',
        PATH: '/bin',
        POST: '1',
        HOSTS: 'a',
        MONGODB_URI: 'mongodb://a',
        MONGODB_URL: 'x',
      }),
    ).toEqual([]);
  });

  it('knows every name in .env, or says which it does not know', () => {
    expect(problemsOf({ COLOUR: 'red' }, ['COLOUR', 'TZ', 'MONGOMS_SYSTEM_BINARY'])).toEqual([
      expect.stringMatching(/^COLOUR is unknown/),
    ]);
  });

  it('reads each variable, and counts an empty one as absent', () => {
    const values = {
      BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/',
      ADMIN_IDS: '12, 34',
      PUBLIC_URL: 'https://ads.example.com/',
      PORT: '0',
      DATA_DIR: 'somewhere',
      DEFAULT_TIMEZONE: 'Europe/Kyiv',
      MONGODB_URI: ' ',
    };
    expect(readConfig({ values, fileNames: [] })).toEqual({
      ok: {
        botToken: TOKEN,
        telegramApiRoot: 'http://127.0.0.1:8081',
        mongodbUri: undefined,
        adminIds: [12, 34],
        publicUrl: 'https://ads.example.com',
        trustedProxies: 0,
        host: '127.0.0.1',
        port: 0,
        dataDir: resolve('somewhere'),
        defaultTimezone: 'Europe/Kyiv',
        logLevel: 'info',
      },
    });
  });
});

describe('.env', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is overruled by the environment', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'herald-env-'));
    vi.stubEnv('PORT', '1111');
    vi.stubEnv('LOG_LEVEL', undefined);
    await writeFile(join(folder, '.env'), 'PORT=2222\nLOG_LEVEL=warn\nCOLOUR=red\n');
    try {
      const { values, fileNames } = loadEnvironment(join(folder, '.env'));
      expect([values['PORT'], values['LOG_LEVEL'], [...fileNames].sort()]).toEqual([
        '1111',
        'warn',
        ['COLOUR', 'LOG_LEVEL', 'PORT'],
      ]);
    } finally {
      delete process.env['COLOUR'];
      await rm(folder, { recursive: true });
    }
  });

  it.skipIf(process.platform === 'win32')('warns of a file that other users can read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'herald-'));
    const file = join(folder, '.env');
    try {
      await writeFile(file, '');
      for (const [mode, warned] of [
        [0o600, false],
        [0o400, false],
        [0o640, true],
        [0o604, true],
        [0o622, true],
      ] as const) {
        await chmod(file, mode);
        expect(loadEnvironment(file).warnings).toEqual(
          warned ? [expect.stringMatching(/^Other users of this machine can .*chmod 600 /)] : [],
        );
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('has an example that lists every variable and is valid as it stands', async () => {
    const values = parseEnv(await readFile('.env.example', 'utf8'));
    const fileNames = Object.keys(values);
    expect(readConfig({ values, fileNames })).toHaveProperty('ok');
    expect(fileNames).toHaveLength(11);
  });
});

import { expect, it } from 'vitest';
import { run } from './support/program.js';

it('says in three lines how to get a token, and exits 78', async () => {
  const { code, err } = await run('src/main.ts');
  expect(code).toBe(78);
  expect(err.trim().split('\n')).toEqual([
    expect.stringContaining('@BotFather'),
    expect.stringContaining('BOT_TOKEN='),
    expect.stringContaining('npm run playground'),
  ]);
});

it('says in one line each what is wrong with the configuration, and exits 78', async () => {
  const { code, err } = await run('src/main.ts', {
    BOT_TOKEN: 'secret',
    PORT: '99999999',
    DEFAULT_TIMEZONE: 'Mars',
  });
  expect(code).toBe(78);
  const lines = err.trim().split('\n');
  expect(lines).toHaveLength(3);
  for (const [index, name] of ['BOT_TOKEN', 'PORT', 'DEFAULT_TIMEZONE'].entries())
    expect(lines[index]).toContain(name);
  expect(err).not.toContain('secret');
});

it('plays the main job by itself', async () => {
  const { code, out } = await run('src/playground/demo.ts', {
    MONGOMS_SYSTEM_BINARY: process.env['MONGOMS_SYSTEM_BINARY'],
  });
  expect(out).toContain('✓ The picture stands in the group once');
  expect(code).toBe(0);
}, 60_000);

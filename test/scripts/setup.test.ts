import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../..');
let clone = '';

const manifest = { name: 'herald', version: '0.1.0', dependencies: { lodger: 'file:lodger' } };
const locked = {
  lockfileVersion: 3,
  requires: true,
  packages: {
    '': manifest,
    lodger: { version: '1.0.0' },
    'node_modules/lodger': { resolved: 'lodger', link: true },
  },
};

/** A clone with one package, which is at hand: what npm fetches is npm's business, when it is asked to is ours. */
beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'a clone with spaces '));
  await cp(join(root, 'scripts/setup.mjs'), join(clone, 'scripts/setup.mjs'));
  await mkdir(join(clone, 'lodger'));
  await writeFile(join(clone, 'lodger/package.json'), '{"name":"lodger","version":"1.0.0"}');
  await writeFile(join(clone, 'package.json'), JSON.stringify(manifest));
  await writeLockfile('');
});

afterEach(() => rm(clone, { recursive: true, force: true }));

async function writeLockfile(end: string): Promise<void> {
  await writeFile(join(clone, 'package-lock.json'), `${JSON.stringify(locked)}${end}`);
}

async function setup(): Promise<string> {
  const child = spawn(process.execPath, [join(clone, 'scripts/setup.mjs')], {
    cwd: tmpdir(),
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect(code, said).toBe(0);
  return said;
}

describe('setup.mjs', () => {
  it('installs once, then has nothing to do until the lockfile changes', async () => {
    expect(await setup()).toContain('Installing packages');
    expect(await setup()).toBe('');
    await writeLockfile('\n');
    expect(await setup()).toContain('Installing packages');
  });

  it('installs once when it is started twice at once', async () => {
    const both = await Promise.all([setup(), setup()]);
    expect(both.filter((said) => said.includes('Installing packages'))).toHaveLength(1);
  });

  it('takes over the lock of a set-up that was killed', async () => {
    await mkdir(join(clone, '.cache'));
    const dead = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(dead, 'exit');
    await writeFile(join(clone, '.cache/setup.lock'), String(dead.pid));
    expect(await setup()).toContain('Installing packages');
  });
});

const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

it('the lockfile holds the packages of every platform, without which npm ci refuses to install', async () => {
  const { packages } = lockfile.parse(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')));
  const missing = Object.entries(packages).flatMap(([owner, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${owner}/node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});

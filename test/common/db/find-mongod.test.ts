import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findMongod } from '../../../src/common/db/find-mongod.js';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'some programs '));
  vi.stubEnv('MONGOMS_SYSTEM_BINARY', undefined);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

async function program(name: string, prints: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\necho "${prints}"\n`, { mode: 0o755 });
  return path;
}

const say = (): void => {};

describe('findMongod', () => {
  it('takes MONGOMS_SYSTEM_BINARY before a mongod on PATH', async () => {
    const given = await program('given', 'db version v8.0.4');
    await program('mongod', 'db version v7.0.1');
    vi.stubEnv('MONGOMS_SYSTEM_BINARY', given);
    vi.stubEnv('PATH', folder);
    await expect(findMongod(say)).resolves.toEqual({ path: given, version: '8.0.4' });
  });

  it('takes a mongod on PATH before it fetches one', async () => {
    const path = await program('mongod', 'db version v7.0.1');
    vi.stubEnv('PATH', `/nowhere:${folder}:${process.env['PATH']}`);
    await expect(findMongod(say)).resolves.toEqual({ path, version: '7.0.1' });
  });

  it('goes on past a mongod that does not run', async () => {
    const broken = await program('mongod', 'error while loading shared libraries');
    vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
    const found = await findMongod(say);
    expect(found.path).not.toBe(broken);
  });

  it('says so when MONGOMS_SYSTEM_BINARY is no mongod', async () => {
    vi.stubEnv('MONGOMS_SYSTEM_BINARY', join(folder, 'nothing'));
    await expect(findMongod(say)).rejects.toThrow(/does not run as mongod/);
  });

  it('says what to do when nothing works', async () => {
    vi.stubEnv('PATH', folder);
    vi.stubEnv('HOME', folder);
    vi.stubEnv('XDG_CACHE_HOME', folder);
    vi.stubEnv('MONGOMS_DOWNLOAD_DIR', folder);
    vi.stubEnv('MONGOMS_DOWNLOAD_MIRROR', 'http://127.0.0.1:9');
    await expect(findMongod(say)).rejects.toThrow(/install MongoDB 6 or newer/);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import mongoose from 'mongoose';
import { afterEach, describe, expect, it } from 'vitest';
import { startEmbeddedMongo } from '../../../src/common/db/embedded.js';

const log = (): void => {};
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function dataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'herald data '));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function connect(uri: string): Promise<mongoose.mongo.MongoClient> {
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  cleanups.push(() => client.close());
  return client;
}

async function inOwnProcess(folder: string): Promise<{ uri: string; herald: ChildProcess }> {
  const script = join(import.meta.dirname, 'embedded.process.ts');
  const herald = spawn(process.execPath, ['--import', 'tsx', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanups.push(() => herald.kill('SIGKILL'));
  const [uri] = await once(createInterface({ input: herald.stdout }), 'line');
  return { uri: String(uri), herald };
}

async function kill(herald: ChildProcess): Promise<void> {
  herald.kill('SIGKILL');
  await once(herald, 'exit');
}

describe('startEmbeddedMongo', () => {
  it('keeps what was acknowledged when Herald and mongod are both killed', async () => {
    const folder = await dataDir();
    const { uri, herald } = await inOwnProcess(folder);
    const before = await connect(uri);
    await before.db().collection('notes').insertOne({ text: 'kept' });
    const { pid } = await before.db('admin').command({ serverStatus: 1 });
    process.kill(Number(pid), 'SIGKILL');
    await kill(herald);

    const again = await startEmbeddedMongo({ dataDir: folder, log });
    cleanups.push(again.stop);
    expect(again.uri).toBe(uri);
    const notes = (await connect(again.uri)).db().collection('notes');
    await expect(notes.findOne({}, { projection: { _id: 0 } })).resolves.toEqual({ text: 'kept' });
  });

  it('leaves no mongod behind when Herald alone is killed: the port is soon free again', async () => {
    const folder = await dataDir();
    const { uri, herald } = await inOwnProcess(folder);
    await kill(herald);

    const again = await startEmbeddedMongo({ dataDir: folder, log });
    cleanups.push(again.stop);
    expect(again.uri).toBe(uri);
  });

  it('says that the port is taken when the same data is started twice', async () => {
    const folder = await dataDir();
    const first = await startEmbeddedMongo({ dataDir: folder, log });
    cleanups.push(first.stop);
    await expect(startEmbeddedMongo({ dataDir: folder, log })).rejects.toThrow(/runs already/);
  });

  it('starts two at once, each on a port of its own', async () => {
    const [one, two] = await Promise.all([startEmbeddedMongo({ log }), startEmbeddedMongo({ log })]);
    cleanups.push(one.stop, two.stop);
    expect(one.uri).not.toBe(two.uri);
  });
});

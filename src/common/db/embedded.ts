import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { MongoMemoryReplSet } from 'mongodb-memory-server';
import { findMongod, type Say } from './find-mongod.js';

export interface EmbeddedMongoOptions {
  /** Keeps the data there, under `mongo/`, from start to start. Without it, a temporary folder that `stop` removes. */
  readonly dataDir?: string;
  readonly log: Say;
}

export interface EmbeddedMongo {
  /** The connection string, with the database `herald`. */
  readonly uri: string;
  stop(): Promise<void>;
}

/** A mongod whose parent was killed is ended within 2 s by the watcher that mongodb-memory-server leaves beside it. */
const ORPHAN_MS = 8000;
/** Below the range from which systems give ports to outgoing connections. */
const FIRST_PORT = 20_000;
const LAST_PORT = 30_000;

/**
 * Starts a replica set of one mongod as a child of this process, on 127.0.0.1.
 * Throws when no mongod can be found, or when the data's port stays taken by another program.
 */
export async function startEmbeddedMongo({ dataDir, log }: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const mongod = await findMongod(log);
  const place = dataDir === undefined ? undefined : await persistentPlace(resolve(dataDir, 'mongo'));
  const set = new MongoMemoryReplSet({
    binary: { systemBinary: mongod.path, version: mongod.version },
    instanceOpts: [{ storageEngine: 'wiredTiger', launchTimeout: 60_000, ...place }],
    replSet: {
      name: 'herald',
      args: ['--nounixsocket', '--oplogSize', '128', '--wiredTigerCacheSizeGB', '0.5'],
      // Ctrl-C in a terminal reaches the whole process group; mongod must outlive the clean stop of its parent.
      spawn: { detached: true },
    },
  });
  await set.start();
  const stop = async (): Promise<void> => {
    await set.stop({ doCleanup: place === undefined, force: false });
  };
  return { uri: set.getUri('herald'), stop };
}

/** The members of a replica set know each other by port, so data that was made on one port only works on that one. */
async function persistentPlace(folder: string): Promise<{ dbPath: string; port: number }> {
  const dbPath = join(folder, 'db');
  const portFile = join(folder, 'port');
  await mkdir(dbPath, { recursive: true });
  const written = Number(await readFile(portFile, 'utf8').catch(() => ''));
  if (written > 0) {
    await waitUntilFree(written, portFile);
    return { dbPath, port: written };
  }
  const port = await freePort();
  await writeFile(portFile, `${port}\n`);
  return { dbPath, port };
}

async function waitUntilFree(port: number, portFile: string): Promise<void> {
  for (let waited = 0; waited <= ORPHAN_MS; waited += 200) {
    if (await isFree(port)) return;
    await delay(200);
  }
  throw new Error(
    `Port ${port} of the database is taken: Herald runs already, or another program uses it (port file: ${portFile}).`,
  );
}

async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT));
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((settle) => {
    server.once('error', () => settle(false));
    server.listen(port, '127.0.0.1', () => server.close(() => settle(true)));
  });
}

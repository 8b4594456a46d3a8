import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { MongoMemoryServer } from 'mongodb-memory-server';
import mongoose from 'mongoose';
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

const REPLICA_SET = 'herald';
/** What a killed process had open keeps its rows locked for this long; by default that is a minute. */
const SHORT_TRANSACTIONS = ['--setParameter', 'transactionLifetimeLimitSeconds=10'];
const ALREADY_INITIALIZED = 23;
/** A mongod whose parent was killed is ended within 2 s by the watcher that mongodb-memory-server leaves beside it. */
const ORPHAN_MS = 6000;
/** Below the range from which systems give ports to outgoing connections. */
const FIRST_PORT = 20_000;
const LAST_PORT = 30_000;

/**
 * Starts a replica set of one mongod as a child of this process, on 127.0.0.1.
 * Throws when no mongod can be found, or when the data's port stays taken by another program.
 */
export async function startEmbeddedMongo({ dataDir, log }: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const mongod = await findMongod(log);
  const place =
    dataDir === undefined ? { port: await freePort() } : await persistentPlace(resolve(dataDir, 'mongo'));
  // Not its MongoMemoryReplSet: that one moves to another port when it likes.
  const server = await MongoMemoryServer.create({
    binary: { systemBinary: mongod.path, version: mongod.version },
    instance: {
      ...place,
      portGeneration: false,
      replSet: REPLICA_SET,
      storageEngine: 'wiredTiger',
      launchTimeout: 60_000,
      args: ['--nounixsocket', '--oplogSize', '128', '--wiredTigerCacheSizeGB', '0.5', ...SHORT_TRANSACTIONS],
    },
    // Ctrl-C in a terminal reaches the whole process group; mongod must outlive the clean stop of its parent.
    spawn: { detached: true },
  });
  const stop = async (): Promise<void> => {
    await server.stop({ doCleanup: dataDir === undefined, force: false });
  };
  try {
    return { uri: await becomePrimary(`127.0.0.1:${place.port}`), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where a Herald that keeps its data in this folder has its database, while it runs; undefined while it does not. */
export async function runningMongo(dataDir: string): Promise<string | undefined> {
  const port = await writtenPort(resolve(dataDir, 'mongo', 'port'));
  if (port === 0 || (await isFree(port))) return undefined;
  return `mongodb://127.0.0.1:${port}/herald?replicaSet=${REPLICA_SET}`;
}

/** 0: there is none. */
async function writtenPort(portFile: string): Promise<number> {
  return Number(await readFile(portFile, 'utf8').catch(() => '')) || 0;
}

/** Makes the mongod a replica set of one, unless its data says that it is one, and waits until it takes writes. */
async function becomePrimary(host: string): Promise<string> {
  const direct = new mongoose.mongo.MongoClient(`mongodb://${host}/?directConnection=true`);
  const members = [{ _id: 0, host }];
  await direct
    .db('admin')
    .command({ replSetInitiate: { _id: REPLICA_SET, members } })
    .catch((error: unknown) => {
      if (!(error instanceof mongoose.mongo.MongoServerError && error.code === ALREADY_INITIALIZED))
        throw error;
    })
    .finally(() => direct.close());
  const uri = `mongodb://${host}/herald?replicaSet=${REPLICA_SET}`;
  const client = new mongoose.mongo.MongoClient(uri);
  await client
    .db()
    .command({ ping: 1 }, { readPreference: 'primary' })
    .finally(() => client.close());
  return uri;
}

/** The members of a replica set know each other by port, so data that was made on one port only works on that one. */
async function persistentPlace(folder: string): Promise<{ dbPath: string; port: number }> {
  const dbPath = join(folder, 'db');
  const portFile = join(folder, 'port');
  await mkdir(dbPath, { recursive: true });
  const written = await writtenPort(portFile);
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

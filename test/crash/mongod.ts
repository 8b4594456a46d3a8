import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { findMongod } from '../../src/common/db/find-mongod.js';
import { killChild, spawnChild } from './children.js';

const REPLICA_SET = 'herald';
const PATIENCE_MS = 30_000;

/** Free when it was asked for: nobody else takes ports below the range of outgoing connections but by chance. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((settle) => {
      server.once('error', () => settle(false)).listen(port, '127.0.0.1', () => settle(true));
    });
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

/** A replica set of our own, whose members can be killed and started again on their data. */
export interface Database {
  /** Of one member, the primary where there are several. */
  port(): Promise<number>;
  /** A connection string that knows all members. */
  uri(name: string): string;
  /** kill -9 of the primary, which is then started again. */
  crash(): Promise<void>;
  /** Another member becomes the primary. */
  stepDown(): Promise<void>;
  stop(): Promise<void>;
}

interface Member {
  port: number;
  start(): void;
  kill(): Promise<void>;
}

async function createMember(folder: string, path: string): Promise<Member> {
  const port = await freePort();
  const dbPath = await mkdtemp(join(folder, 'db-'));
  const args = [
    '--replSet',
    REPLICA_SET,
    '--dbpath',
    dbPath,
    '--port',
    String(port),
    '--bind_ip',
    '127.0.0.1',
  ];
  const small = ['--nounixsocket', '--oplogSize', '64', '--wiredTigerCacheSizeGB', '0.25', '--quiet'];
  // What a killed process had open keeps its rows locked for so long.
  const short = ['--setParameter', 'transactionLifetimeLimitSeconds=3'];
  let child: ReturnType<typeof spawnChild> | undefined;
  return {
    port,
    start() {
      child = spawnChild(path, [...args, ...small, ...short], { stdio: 'ignore' });
    },
    async kill() {
      if (child) await killChild(child);
    },
  };
}

async function direct<T>(port: number, act: (client: mongoose.mongo.MongoClient) => Promise<T>): Promise<T> {
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: PATIENCE_MS,
  });
  try {
    return await act(client);
  } finally {
    await client.close();
  }
}

/** Starts it and waits until it takes writes. */
export async function startDatabase(count: 1 | 3 = 1): Promise<Database> {
  const { path } = await findMongod(() => {});
  const folder = await mkdtemp(join(tmpdir(), 'herald-crash-'));
  const members: Member[] = [];
  for (let made = 0; made < count; made++) members.push(await createMember(folder, path));
  for (const member of members) member.start();
  const hosts = members.map(({ port }) => `127.0.0.1:${port}`);
  const uri = (name: string) => `mongodb://${hosts.join(',')}/${name}?replicaSet=${REPLICA_SET}`;
  const [first] = members;
  if (!first) throw new Error('a replica set has members');
  const one: Member = first;
  const config = {
    _id: REPLICA_SET,
    members: hosts.map((host, _id) => ({ _id, host })),
    settings: { electionTimeoutMillis: 1_000, heartbeatIntervalMillis: 200 },
  };
  // It is refused as long as one of them does not answer.
  await Promise.all(members.map(({ port }) => direct(port, (client) => client.db().command({ ping: 1 }))));
  await direct(first.port, (client) => client.db('admin').command({ replSetInitiate: config }));

  async function primary(): Promise<Member> {
    const client = new mongoose.mongo.MongoClient(uri('admin'), { serverSelectionTimeoutMS: PATIENCE_MS });
    try {
      const hello = await client.db().command({ hello: 1 }, { readPreference: 'primary' });
      return members.find(({ port }) => String(hello['me']).endsWith(`:${port}`)) ?? one;
    } finally {
      await client.close();
    }
  }
  await primary();

  return {
    uri,
    port: async () => (count === 1 ? first.port : (await primary()).port),
    async crash() {
      const victim = await primary();
      await victim.kill();
      victim.start();
    },
    async stepDown() {
      const { port } = await primary();
      // It closes the connection that asks.
      await direct(port, (client) =>
        client.db('admin').command({ replSetStepDown: 5, force: count === 1 }),
      ).catch(() => undefined);
    },
    async stop() {
      await Promise.all(members.map((member) => member.kill()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

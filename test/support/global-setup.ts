import { mongo } from 'mongoose';
import type { TestProject } from 'vitest/node';
import { startEmbeddedMongo } from '../../src/common/db/embedded.js';
import { botApiSchema } from './bot-api-schema.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The replica set that all test files share; each takes a database of its own in it. */
    mongoUri: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Once for all, before test files could write it side by side.
  await botApiSchema();
  const mongod = await startEmbeddedMongo({ log: (line) => process.stderr.write(`${line}\n`) });
  // Tests have a calendar of their own; mongod, which removes what has run out, goes by the machine's.
  const client = await new mongo.MongoClient(mongod.uri).connect();
  await client.db('admin').command({ setParameter: 1, ttlMonitorEnabled: false });
  await client.close();
  project.provide('mongoUri', mongod.uri);
  return mongod.stop;
}

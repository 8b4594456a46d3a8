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
  const mongo = await startEmbeddedMongo({ log: (line) => process.stderr.write(`${line}\n`) });
  project.provide('mongoUri', mongo.uri);
  return mongo.stop;
}

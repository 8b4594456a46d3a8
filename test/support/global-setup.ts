import type { TestProject } from 'vitest/node';
import { startEmbeddedMongo } from '../../src/common/db/embedded.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The replica set that all test files share; each takes a database of its own in it. */
    mongoUri: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const mongo = await startEmbeddedMongo({ log: (line) => process.stderr.write(`${line}\n`) });
  project.provide('mongoUri', mongo.uri);
  return mongo.stop;
}

import { runningMongo, startEmbeddedMongo } from '@common/db/embedded.js';
import { configureDb, disconnectDb } from '@common/db/index.js';

/** Where Herald keeps its data. */
export interface DataPlace {
  mongodbUri: string | undefined;
  dataDir: string;
}

/** Looks into Herald's database, and starts it if need be. */
export async function lookInto<T>({ mongodbUri, dataDir }: DataPlace, look: () => Promise<T>): Promise<T> {
  const running = mongodbUri ?? (await runningMongo(dataDir));
  const own = running === undefined ? await startEmbeddedMongo({ dataDir, log: () => {} }) : undefined;
  try {
    configureDb({ uri: running ?? own?.uri ?? '' });
    return await look();
  } finally {
    await disconnectDb();
    await own?.stop();
  }
}

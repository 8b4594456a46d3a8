import mongoose from 'mongoose';
import { afterAll, beforeAll, inject } from 'vitest';
import { configureDb, connectDb, disconnectDb } from '../../src/common/db/index.js';
import { ownDatabase } from './own-database.js';

/** The connection string of this test file's own database, on the replica set that all files share. */
export function databaseUri(): string {
  const uri = new URL(inject('mongoUri'));
  uri.pathname = `/${ownDatabase()}`;
  return uri.href;
}

/** Connects Herald to this test file's own database, and drops it when the file is done. Call it once, at the top. */
export function useDatabase(): void {
  beforeAll(async () => {
    configureDb({ uri: databaseUri() });
    await connectDb();
  });
  afterAll(async () => {
    await disconnectDb();
    await withClient((client) => client.db().dropDatabase());
  });
}

/** Removes every document of this test file's database; indexes stay, and so does the note that they were made. */
export async function emptyDatabase(): Promise<void> {
  await withClient(async (client) => {
    const collections = await client.db().collections();
    const emptied = collections.filter(({ collectionName }) => collectionName !== 'migrations');
    await Promise.all(emptied.map((collection) => collection.deleteMany({})));
  });
}

async function withClient(act: (client: mongoose.mongo.MongoClient) => Promise<unknown>): Promise<void> {
  const client = new mongoose.mongo.MongoClient(databaseUri());
  try {
    await act(client);
  } finally {
    await client.close();
  }
}

import type { AuditEntry } from '@common/models/index.js';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { configureDb, connectDb, disconnectDb } from '../../src/common/db/index.js';
import { unnamedIn } from './named-fields.js';
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

/** Fails where an entry of the audit log has a field that nobody who reads it would understand. */
export async function expectNamedFields(): Promise<void> {
  await withClient(async (client) => {
    const entries = client.db().collection<AuditEntry>('audit-log').find().limit(500);
    expect(unnamedIn(await entries.toArray()), 'fields of the audit log that no table names').toEqual([]);
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

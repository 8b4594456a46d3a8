import mongoose from 'mongoose';
import { z } from 'zod';
import { noteWrites } from './writes.js';

const hashes = z.object({ collections: z.record(z.string(), z.string()) });
/** What another write follows need not be there for good. */
const SOON = { writeConcern: { w: 1, journal: false } } as const;
/**
 * A transaction reads what is there for good: a write of somebody else's to the same mongod that began earlier and has not
 * ended would hide from it what was brought back.
 */
const FOR_GOOD = { writeConcern: { w: 'majority' } } as const;

/** A database as it was, to compare it with and to bring it back to. */
export interface Snapshot {
  /** The collections that were written to since this was asked last, changed by it or not. */
  written(): string[];
  /** The collections that are not as they were. What was not written to since then is not looked at. */
  changed(): Promise<string[]>;
  /** The same, of all that is there, whoever wrote it. */
  changedByAnybody(): Promise<string[]>;
  /** Brings these collections back. */
  restore(collections: readonly string[]): Promise<void>;
  /** Takes the picture anew. */
  retake(): Promise<void>;
}

async function hashNow(db: mongoose.mongo.Db, of?: readonly string[]): Promise<Record<string, string>> {
  return hashes.parse(await db.command({ dbHash: 1, ...(of && { collections: of }) })).collections;
}

/** Takes a picture of the whole database to which mongoose is connected, by a `watched` address. */
export async function takeSnapshot(): Promise<Snapshot> {
  const client = mongoose.connection.getClient();
  const db = client.db();
  const takeWritten = noteWrites(client);
  const rows = new Map<string, mongoose.mongo.Document[]>();
  const touched = new Set<string>();
  let before: Record<string, string> = {};

  function written(): string[] {
    const names = takeWritten();
    for (const name of names) touched.add(name);
    return names;
  }

  async function changedOf(names?: readonly string[]): Promise<string[]> {
    const now = await hashNow(db, names);
    const looked = new Set(names ?? [...Object.keys(before), ...Object.keys(now)]);
    return [...looked].filter((name) => before[name] !== now[name]).sort();
  }

  async function bringBack(name: string): Promise<void> {
    const kept = rows.get(name) ?? [];
    await db.collection(name).deleteMany({}, kept.length > 0 ? SOON : FOR_GOOD);
    if (kept.length > 0) await db.collection(name).insertMany(kept, FOR_GOOD);
  }

  const snapshot: Snapshot = {
    written,
    async changed() {
      written();
      return touched.size > 0 ? changedOf([...touched]) : [];
    },
    changedByAnybody: () => changedOf(),
    async restore(collections) {
      await Promise.all(collections.map(bringBack));
      written();
      touched.clear();
    },
    async retake() {
      before = await hashNow(db);
      rows.clear();
      for (const name of Object.keys(before)) rows.set(name, await db.collection(name).find().toArray());
      written();
      touched.clear();
    },
  };
  await snapshot.retake();
  return snapshot;
}

import mongoose from 'mongoose';
import { z } from 'zod';

const hashes = z.object({ collections: z.record(z.string(), z.string()) });

/** A database as it was, to compare it with and to bring it back to. */
export interface Snapshot {
  /** The collections that are not as they were. */
  changed(): Promise<string[]>;
  /** Brings these collections back. */
  restore(collections: readonly string[]): Promise<void>;
}

async function hashNow(db: mongoose.mongo.Db): Promise<Record<string, string>> {
  return hashes.parse(await db.command({ dbHash: 1 })).collections;
}

/** Takes a picture of the whole database to which mongoose is connected. */
export async function takeSnapshot(): Promise<Snapshot> {
  const { db } = mongoose.connection;
  if (!db) throw new Error('there is no database to take a picture of');
  const before = await hashNow(db);
  const rows = new Map<string, mongoose.mongo.Document[]>();
  for (const name of Object.keys(before)) rows.set(name, await db.collection(name).find().toArray());
  return {
    async changed() {
      const now = await hashNow(db);
      const names = new Set([...Object.keys(before), ...Object.keys(now)]);
      return [...names].filter((name) => before[name] !== now[name]).sort();
    },
    async restore(collections) {
      for (const name of collections) {
        await db.collection(name).deleteMany({});
        const kept = rows.get(name) ?? [];
        if (kept.length > 0) await db.collection(name).insertMany(kept);
      }
    },
  };
}

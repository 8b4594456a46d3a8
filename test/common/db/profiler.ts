import mongoose from 'mongoose';
import { z } from 'zod';

const operation = z.object({
  planSummary: z.string(),
  /** Present where mongod sorted in memory. */
  hasSortStage: z.boolean().optional(),
  keysExamined: z.number().optional(),
  docsExamined: z.number().optional(),
  nreturned: z.number().optional(),
});
type Operation = z.infer<typeof operation>;

/** Runs queries and answers how mongod carried them out, by its own profiler. */
export async function profiled(act: () => Promise<unknown>): Promise<Operation[]> {
  const { db } = mongoose.connection;
  if (!db) throw new Error('not connected');
  await db.command({ profile: 0 });
  await db.dropCollection('system.profile');
  await db.command({ profile: 2 });
  await act();
  await db.command({ profile: 0 });
  const rows = await db
    .collection('system.profile')
    .find({ planSummary: { $exists: true }, ns: { $not: /system\./ } })
    .toArray();
  return z.array(operation).parse(rows);
}

import mongoose, { type ClientSession } from 'mongoose';
import { connectDb } from './connection.js';

/** A running transaction; repos take it to take part. */
export type Tx = ClientSession;

const OPTIONS = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority' },
  readPreference: 'primary',
} as const;

/** The way out of a transaction that must leave no trace. */
class Abort extends Error {}

/**
 * Runs the work in one transaction and answers its result. The driver runs it again after a transient error, so it
 * must have no effect but through `tx`. A result for which `keep` is false leaves nothing behind.
 */
export async function inTransaction<T>(
  work: (tx: Tx) => Promise<T>,
  keep: (result: T) => boolean = () => true,
): Promise<T> {
  await connectDb();
  const session = await mongoose.startSession();
  let aborted: { result: T } | undefined;
  try {
    return await session.withTransaction(async () => {
      aborted = undefined;
      const result = await work(session);
      if (!keep(result)) {
        aborted = { result };
        throw new Abort('leaves nothing behind');
      }
      return result;
    }, OPTIONS);
  } catch (error) {
    if (error instanceof Abort && aborted) return aborted.result;
    throw error;
  } finally {
    await session.endSession();
  }
}

/** What repos hand to the driver: the transaction, if there is one. */
export function within(tx: Tx | undefined): { session?: Tx } {
  return tx ? { session: tx } : {};
}

import { type ChainLink, ChainModel, type ChainRow } from '@common/db/collections/index.js';
import type { Tx } from '@common/db/transaction.js';
import { type AuditEntry, AuditLogModel } from '@common/models/index.js';
import { GENESIS } from './chain.rules.js';

const CHAIN = 'audit';
const UNSEALED = { 'seal.sequence': { $exists: false } };

const FRESH = { ...GENESIS, epoch: 0, checkpoint: null };

/** Where the chain ends. */
export async function readChain(): Promise<ChainRow> {
  return (await ChainModel.findOne({ _id: CHAIN }).lean<ChainRow>()) ?? { _id: CHAIN, ...FRESH };
}

/** Makes the chain's row, once. Outside of transactions: an upsert that meets another one inside would abort it. */
export async function makeChain(): Promise<void> {
  await ChainModel.updateOne({ _id: CHAIN }, { $setOnInsert: FRESH }, { upsert: true });
}

/** Entries without a place in the chain, in the order in which they came. */
export function unsealedEntries(limit: number): Promise<AuditEntry[]> {
  return AuditLogModel.find(UNSEALED).sort({ _id: 1 }).limit(limit).lean<AuditEntry[]>();
}

export function countUnsealed(): Promise<number> {
  return AuditLogModel.countDocuments(UNSEALED);
}

/** Gives entries their places. */
export async function sealEntries(
  seals: readonly { _id: AuditEntry['_id']; seal: ChainLink }[],
  tx: Tx,
): Promise<void> {
  const { modifiedCount } = await AuditLogModel.bulkWrite(
    seals.map(({ _id, seal }) => ({
      updateOne: { filter: { _id, ...UNSEALED }, update: { $set: { seal } } },
    })),
    { session: tx, ordered: true },
  );
  if (modifiedCount !== seals.length) throw new Error('an entry was sealed or removed by somebody else');
}

/** Moves the chain's end on from where it was read, as a leader of this epoch; false: another one was there before. */
export async function moveChain(
  from: ChainRow,
  change: Partial<Omit<ChainRow, '_id' | 'epoch'>>,
  epoch: number,
  tx: Tx,
): Promise<boolean> {
  const { sequence, hash } = from;
  const checkpointed = from.checkpoint
    ? { 'checkpoint.sequence': from.checkpoint.sequence }
    : { checkpoint: null };
  const { matchedCount } = await ChainModel.updateOne(
    { _id: CHAIN, sequence, hash, epoch: { $lte: epoch }, ...checkpointed },
    { $set: { ...change, epoch } },
    { session: tx },
  );
  return matchedCount === 1;
}

/** Sealed entries behind a place, in the chain's order. */
export function sealedAfter(sequence: number, limit: number): Promise<AuditEntry[]> {
  return AuditLogModel.find({ 'seal.sequence': { $gt: sequence } })
    .sort({ 'seal.sequence': 1 })
    .limit(limit)
    .lean<AuditEntry[]>();
}

/** The last place that any entry claims to have. */
export async function lastSealed(): Promise<AuditEntry | null> {
  return AuditLogModel.findOne({ 'seal.sequence': { $exists: true } })
    .sort({ 'seal.sequence': -1 })
    .lean<AuditEntry>();
}

/** Every sealed entry, in the chain's order, one at a time. */
export function walkSealed(): AsyncIterable<AuditEntry> {
  return AuditLogModel.find({ 'seal.sequence': { $exists: true } })
    .sort({ 'seal.sequence': 1 })
    .lean<AuditEntry[]>()
    .cursor({ batchSize: 500 }) as AsyncIterable<AuditEntry>;
}

/** Removes the beginning of the chain up to a place; answers how many entries that was. */
export async function removeSealedUpTo(sequence: number, tx: Tx): Promise<number> {
  const removed = await AuditLogModel.deleteMany({ 'seal.sequence': { $lte: sequence } }, { session: tx });
  return removed.deletedCount;
}

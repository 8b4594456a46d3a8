import { type Tx, within } from '@common/db/transaction.js';
import type { AuditId, UserId } from '@common/ids.js';
import { type AuditEntry, AuditLogModel, type EntityType } from '@common/models/index.js';

/** Appends an entry; nothing ever changes one but the seal. */
export async function insertAuditEntry(entry: Omit<AuditEntry, '_id' | 'seal'>, tx?: Tx): Promise<void> {
  await AuditLogModel.create([entry], within(tx));
}

/** Whether it is written down already that this was done to the thing. */
export async function wasMade(action: string, entityId: string, tx: Tx): Promise<boolean> {
  const made = { entityId, action, 'metadata.success': true };
  return (await AuditLogModel.findOne(made, { _id: 1 }, { session: tx }).lean()) !== null;
}

/** What was done to a thing, newest first; what was refused is left out. */
export function doneTo(entityType: EntityType, entityId: string, limit: number): Promise<AuditEntry[]> {
  return AuditLogModel.find({ entityType, entityId, 'metadata.success': true })
    .sort({ 'metadata.timestamp': -1 })
    .limit(limit)
    .lean<AuditEntry[]>();
}

/** What a list shows of an entry. */
export type AuditLine = Pick<
  AuditEntry,
  '_id' | 'userId' | 'action' | 'entityType' | 'entityId' | 'metadata'
>;

/** Which entries: all of what is given holds. */
export interface AuditQuery {
  userId?: UserId | null;
  entityId?: string;
  from?: Date;
  to?: Date;
  success?: boolean;
  actions?: readonly string[];
}

function toFilter({ from, to, success, actions, ...same }: AuditQuery) {
  return {
    ...same,
    ...(success !== undefined && { 'metadata.success': success }),
    ...(actions && { action: { $in: [...actions] } }),
    ...(from && to && { 'metadata.timestamp': { $gte: from, $lt: to } }),
  };
}

const NEWEST_FIRST = { 'metadata.timestamp': -1, _id: -1 } as const;

/** Entries in short, newest first. */
export function listEntries(query: AuditQuery, limit: number): Promise<AuditLine[]> {
  return AuditLogModel.find(toFilter(query), { changes: 0, seal: 0 })
    .sort(NEWEST_FIRST)
    .limit(limit)
    .lean<AuditLine[]>();
}

export async function findEntry(id: AuditId): Promise<AuditEntry | null> {
  return AuditLogModel.findOne({ _id: id }).lean<AuditEntry>();
}

/** When the oldest entry was written. */
export async function oldestEntryAt(): Promise<Date | null> {
  const oldest = await AuditLogModel.findOne({}, { metadata: 1 })
    .sort({ 'metadata.timestamp': 1, _id: 1 })
    .lean<Pick<AuditEntry, 'metadata'>>();
  return oldest?.metadata.timestamp ?? null;
}

export function countEntriesBefore(date: Date): Promise<number> {
  return AuditLogModel.countDocuments({ 'metadata.timestamp': { $lt: date } });
}

/** Entries one at a time, newest first. */
export function walkEntries(query: AuditQuery): AsyncIterable<AuditEntry> {
  return AuditLogModel.find(toFilter(query))
    .sort(NEWEST_FIRST)
    .lean<AuditEntry[]>()
    .cursor({ batchSize: 200 }) as AsyncIterable<AuditEntry>;
}

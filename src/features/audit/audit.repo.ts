import { type Tx, within } from '@common/db/transaction.js';
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

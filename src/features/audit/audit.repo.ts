import { type Tx, within } from '@common/db/transaction.js';
import { type AuditEntry, AuditLogModel } from '@common/models/index.js';

/** Appends an entry; nothing ever changes one but the seal. */
export async function insertAuditEntry(entry: Omit<AuditEntry, '_id' | 'seal'>, tx?: Tx): Promise<void> {
  await AuditLogModel.create([entry], within(tx));
}

import { createHash } from 'node:crypto';
import type { ChainLink } from '@common/db/collections/index.js';
import type { AuditEntry } from '@common/models/index.js';
import { sealedText } from './chain.rules.js';

/** The hash that an entry has at its place, in hexadecimal digits. */
export function hashOfEntry(entry: AuditEntry, sequence: number, before: string): string {
  return createHash('sha256')
    .update(sealedText(entry, sequence, before))
    .digest('hex');
}

/** The seals of entries in a row that come after a place. */
export function sealsFrom(last: ChainLink, entries: readonly AuditEntry[]) {
  let { sequence, hash } = last;
  return entries.map((entry) => {
    sequence++;
    hash = hashOfEntry(entry, sequence, hash);
    return { _id: entry._id, seal: { sequence, hash } };
  });
}

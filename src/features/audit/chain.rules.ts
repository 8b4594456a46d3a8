import type { ChainLink } from '@common/db/collections/index.js';
import type { AuditEntry } from '@common/models/index.js';

/** What the first entry of all hangs on. */
export const GENESIS: ChainLink = { sequence: 0, hash: '0'.repeat(64) };

/** The same text for the same content, whatever the order of its fields; each type of value apart from the others. */
export function canonical(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (value instanceof Date) return `{"$date":${value.getTime()}}`;
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'number')
    return Number.isFinite(value) ? JSON.stringify(value) : `{"$number":"${value}"}`;
  if (typeof value !== 'object') return JSON.stringify(value);
  // What only the database knows, as bytes, says itself how it is written.
  if ('toJSON' in value && typeof value.toJSON === 'function') return `{"$other":${JSON.stringify(value)}}`;
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}

/** What an entry's hash is taken of: all of it as it is stored, its place, and the hash of the one before. */
export function sealedText({ seal: _seal, ...entry }: AuditEntry, sequence: number, before: string): string {
  return canonical([before, sequence, entry]);
}

/** What is wrong with the chain, and where. */
export interface Break {
  /** The first entry that does not fit; null where one is missing at the end. */
  entry: Pick<AuditEntry, '_id' | 'action' | 'metadata'> | null;
  sequence: number;
  /** Missing: entries before it were removed. Foreign: it has no place there. Changed: it is not what was sealed. */
  what: 'missing' | 'foreign' | 'changed';
}

/** Whether the next entry of the walk is the one that was sealed there; its hash is `found`. */
export function breakAt(entry: AuditEntry, last: ChainLink, found: string): Break | null {
  const sequence = entry.seal?.sequence ?? Number.NaN;
  const due = last.sequence + 1;
  if (sequence > due) return { entry, sequence: due, what: 'missing' };
  if (sequence !== due) return { entry, sequence, what: 'foreign' };
  return entry.seal?.hash === found ? null : { entry, sequence, what: 'changed' };
}

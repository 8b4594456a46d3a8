import { FIELDS } from '../../src/audit-fields.js';
import { changesOf, type TellingEntry } from '../../src/features/audit/audit-entry.view.js';

/** Fields of entries that no room's table names: an admin would read them as they are stored. */
export function unnamedIn(entries: readonly TellingEntry[]): string[] {
  const unnamed = entries.flatMap((entry) => {
    const fields = FIELDS[entry.entityType];
    return changesOf(entry, fields)
      .filter(({ path }) => !(path in fields))
      .map(({ path }) => `${entry.entityType}: ${path}`);
  });
  return [...new Set(unnamed)];
}

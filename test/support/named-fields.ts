import type { EntityType } from '@common/models/index.js';
import { FIELDS } from '../../src/audit-fields.js';
import { differences } from '../../src/features/audit/diff.rules.js';

export interface SeenEntry {
  entityType: EntityType;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** Fields of entries that no room's table names: an admin would read them as they are stored. */
export function unnamedIn(entries: readonly SeenEntry[]): string[] {
  const unnamed = entries.flatMap(({ entityType, before = {}, after = {} }) => {
    const fields = FIELDS[entityType];
    // They belong to the outcome.
    const { refused: _refused, failed: _failed, args: _args, ...changed } = after;
    return differences({ before, after: changed }, fields)
      .filter(({ path }) => !(path in fields))
      .map(({ path }) => `${entityType}: ${path}`);
  });
  return [...new Set(unnamed)];
}

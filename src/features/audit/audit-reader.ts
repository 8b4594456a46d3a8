import type { Actor } from '@common/actor.js';
import { type PlainKey, t } from '@common/i18n/index.js';
import type { UserId } from '@common/ids.js';
import type { AuditEntry, EntityType } from '@common/models/index.js';
import { dayAt, instantOf } from '@common/time.js';
import { type AuditLine, type AuditQuery, listEntries, walkEntries } from './audit.repo.js';
import type { AuditFilter } from './audit-filter.js';

/** The names under which people know what stands in the log; other rooms have them. */
export interface AuditNames {
  /** What was done, by its name in the log. */
  words: ReadonlyMap<string, PlainKey>;
  /** A member's name, also of one who has left. */
  person(id: UserId): Promise<string | undefined>;
  thing(type: EntityType, id: string): Promise<string | undefined>;
  /** Of many at once; what has none any more is left out. */
  ofAll(things: readonly { type: EntityType; id: string }[]): Promise<ReadonlyMap<string, string>>;
  /** Whoever and whatever has a name that holds the word. */
  named(word: string): Promise<{ people: UserId[]; things: string[] }>;
}

/** In whose zone days are, and in whose language words. */
type Looker = Pick<Actor, 'timezone' | 'locale'>;

/** More than anybody pages through: who looks for something older goes by day, person or thing. */
export const LISTED = 300;
/** So many of each kind are looked for by a word. */
const MATCHES = 20;

/** The ways into the log: which entries a filter means. */
export function createAuditReader(names: AuditNames) {
  /** A word may mean several things, each of which the log is asked for by itself. */
  async function queriesOf(filter: AuditFilter, looker: Looker): Promise<AuditQuery[]> {
    switch (filter.kind) {
      case 'all':
        return [{}];
      case 'refused':
        return [{ success: false }];
      case 'person':
        return [{ userId: filter.userId }];
      case 'thing':
        return [{ entityId: filter.entityId }];
      case 'day': {
        const { timezone } = looker;
        const from = instantOf(`${filter.day}T00:00:00`, timezone);
        return [{ from: new Date(from), to: new Date(dayAt(from, timezone).endsAt) }];
      }
      case 'word':
        return queriesOfWord(filter.word.toLowerCase(), looker);
    }
  }

  async function queriesOfWord(word: string, { locale }: Looker): Promise<AuditQuery[]> {
    const actions = [...names.words]
      .filter(([name, key]) => name.includes(word) || t(locale, key).toLowerCase().includes(word))
      .map(([name]) => name);
    const { people, things } = await names.named(word);
    return [
      ...(actions.length > 0 ? [{ actions }] : []),
      ...people.slice(0, MATCHES).map((userId) => ({ userId })),
      ...things.slice(0, MATCHES).map((entityId) => ({ entityId })),
    ];
  }

  const isNewer = (one: AuditLine, other: AuditLine) =>
    other.metadata.timestamp.getTime() - one.metadata.timestamp.getTime() || (one._id < other._id ? 1 : -1);

  return {
    /** Newest first, as many as are listed. */
    async list(filter: AuditFilter, looker: Looker): Promise<AuditLine[]> {
      const queries = await queriesOf(filter, looker);
      const found = await Promise.all(queries.map((query) => listEntries(query, LISTED)));
      const lines = new Map(found.flat().map((line) => [line._id, line]));
      return [...lines.values()].sort(isNewer).slice(0, LISTED);
    },

    /** All of them, one at a time; of a word those of each meaning, one after the other. */
    async *walk(filter: AuditFilter, looker: Looker): AsyncGenerator<AuditEntry> {
      const queries = await queriesOf(filter, looker);
      const seen = new Set<string>();
      for (const query of queries)
        for await (const entry of walkEntries(query)) {
          if (queries.length > 1 && seen.has(entry._id)) continue;
          seen.add(entry._id);
          yield entry;
        }
    },
  };
}

import type { Actor } from '@common/actor.js';
import type { PlainKey } from '@common/i18n/index.js';
import type { EntityType } from '@common/models/index.js';

/** Names by their ids; what has none is gone. */
export type Named = ReadonlyMap<string, string>;

/** What a value is told with. */
export interface Around extends Pick<Actor, 'locale' | 'timezone'> {
  named: Named;
  /** The same field on the other side of the change. */
  other: unknown;
  /** All of the thing on this side that stands in the entry. */
  side: Readonly<Record<string, unknown>>;
}

/** How a value is told. It comes from the database, so that it may be of another version: then it throws. */
export type Say = (value: unknown, around: Around) => string;

/** How a field of the log is told. */
export interface Field {
  name: PlainKey;
  say: Say;
  /** Of what the ids in it are. */
  of?: EntityType;
}

/** Bookkeeping that says nothing of what a person did; the CSV has it. */
export const SILENT = 'silent';

/** Fields of a kind of thing by their paths: "limits.daily"; what is under a path here is one value. */
export type Fields = Readonly<Record<string, Field | typeof SILENT>>;

/** The fields of every kind of thing; src/audit-fields.ts joins what the rooms know of theirs. */
export type AllFields = Readonly<Record<EntityType, Fields>>;

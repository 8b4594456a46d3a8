import type { PlainKey } from '@common/i18n/index.js';
import { type Action, auditActions, auditHappenings, type Happening } from './features/audit/index.js';
import { casinoActions, creatorActions } from './features/brands/index.js';
import { campaignActions, campaignHappenings } from './features/campaigns/index.js';
import { creativeActions } from './features/creatives/index.js';
import { dealActions } from './features/deals/index.js';
import { groupActions, groupHappenings } from './features/groups/index.js';
import { postActions } from './features/queue/index.js';
import { settingsActions } from './features/settings/index.js';
import { sessionActions, sessionHappenings, teamActions, teamHappenings } from './features/team/index.js';

/** Each room's rows: an action that stands in none can't be acted with. */
const ROWS = [
  auditActions,
  settingsActions,
  teamActions,
  sessionActions,
  groupActions,
  creatorActions,
  casinoActions,
  creativeActions,
  dealActions,
  campaignActions,
  postActions,
] as const;

const HAPPENINGS = [
  auditHappenings,
  teamHappenings,
  sessionHappenings,
  groupHappenings,
  campaignHappenings,
] as const;

type NameIn<Rows> = Rows extends Record<string, { name: infer Name }> ? Name : never;
type ActionName = NameIn<(typeof ROWS)[number]>;
/** Whatever can stand in the audit log as what was done. */
export type EntryName = ActionName | NameIn<(typeof HAPPENINGS)[number]>;

function byName<Named extends { name: string }>(
  rooms: readonly Readonly<Record<string, Named>>[],
): ReadonlyMap<string, Named> {
  const table = new Map<string, Named>();
  for (const named of rooms.flatMap((room) => Object.values(room))) {
    if (table.has(named.name)) throw new Error(`two actions are called ${named.name}`);
    table.set(named.name, named);
  }
  return table;
}

/** The policy table: every action of people, by its name. */
export const POLICIES = byName<Action>(ROWS);

const EVERYTHING = byName<Happening>([...ROWS, ...HAPPENINGS]);

type WordsKey<Name> = Name extends `${infer Room}.${infer What}` ? `action-${Room}-${What}` : never;

/** What was done in words, by its name in the log: a name without words in locales/en.ftl does not compile. */
export const WORDS: ReadonlyMap<string, PlainKey> = new Map(
  [...EVERYTHING.keys()].map((name) => {
    const key = `action-${name.replace('.', '-')}` as WordsKey<EntryName>;
    return [name, key satisfies PlainKey];
  }),
);

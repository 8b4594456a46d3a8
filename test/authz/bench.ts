import { createShiftableClock, type ShiftableClock } from '@common/clock.js';
import { disconnectDb } from '@common/db/index.js';
import type { UserId } from '@common/ids.js';
import { AuditLogModel, UserModel } from '@common/models/index.js';
import type { Update } from 'grammy/types';
import type { Action } from '../../src/features/audit/index.js';
import { createLocalTelegram } from '../../src/playground/telegram/index.js';
import { POLICIES } from '../../src/policies.js';
import { assembleHerald, type MadeCall } from '../support/assembled.js';
import { takeSnapshot } from '../support/snapshot.js';
import { watched } from '../support/writes.js';
import {
  type Cast,
  castOf,
  createUpdates,
  MEMBERS,
  type MemberName,
  PRINCIPALS,
  type Principal,
} from './people.js';
import { seedThings, type Thing, type Things } from './things.js';

/** Where the state of one's own dialog stands: nobody else's business. */
export const OWN = ['conversations', 'drafts'];

export interface Entry {
  action: string;
  userId: UserId | null;
  success: boolean;
  refused: string | undefined;
}

/** What came of an update, or of several. */
export interface Outcome {
  changed: string[];
  calls: MadeCall[];
  entries: Entry[];
}

/** The same, while it stands: the collections that were written to. */
export interface Standing {
  written: string[];
  calls: MadeCall[];
}

/** Herald with one of each thing, and whoever could press something. */
export interface Bench {
  cast: Cast;
  things: Things;
  updates: ReturnType<typeof createUpdates>;
  clock: ShiftableClock;
  bot: Awaited<ReturnType<typeof assembleHerald>>['bot'];
  rooms: Awaited<ReturnType<typeof assembleHerald>>['rooms'];
  telegram: ReturnType<typeof createLocalTelegram>;
  /** The ids of the team's members. */
  userIdOf(principal: Principal): UserId | null;
  /** Hands updates over, looks at what has changed, and brings everything back. */
  play(...batch: Update[]): Promise<Outcome>;
  /** Does something, looks at what has changed, and brings everything back. */
  look(act: () => Promise<unknown>): Promise<Outcome>;
  /** Hands updates over, and leaves what they do as it is. */
  goOn(...batch: Update[]): Promise<Standing>;
  /** What was written and called since this was asked last. */
  sinceThen(): Standing;
  /** Brings everything back to what is kept. */
  bringBack(): Promise<void>;
  /** Takes what is there now for what everything is brought back to. */
  keep(): Promise<void>;
  /** The collections that are not as they should be between two cases, whoever wrote them. */
  leftOver(): Promise<string[]>;
  /** What the table says of an action on a thing by a member of the team. */
  ruling(
    action: string,
    principal: Principal,
    thing: Thing | null,
  ): { may: boolean; why?: string; policy: Action };
}

async function entriesNow(): Promise<Entry[]> {
  const rows = await AuditLogModel.find().lean();
  return rows.map(({ action, userId, changes, metadata }) => ({
    action,
    userId,
    success: metadata.success,
    refused: (changes.after as { refused?: string } | null)?.refused,
  }));
}

/** Time stands at Thursday 26 November 2026, 12:00 in Kyiv. Needs `useDatabase`. */
export async function openBench(uri: string, { isAlone = false } = {}): Promise<Bench> {
  const clock = createShiftableClock(Date.UTC(2026, 10, 26, 10, 0));
  const telegram = createLocalTelegram({ clock });
  // There is a connection already, which tells nobody what is written by it.
  await disconnectDb();
  const herald = await assembleHerald(telegram, clock, { uri: watched(uri), isAlone });
  const cast = castOf(telegram);
  const things = await seedThings(cast, clock);
  const updates = createUpdates(herald.bot.botInfo);

  async function hand(batch: readonly Update[]): Promise<void> {
    for (const update of batch) await herald.bot.handleUpdate(update);
  }

  // Who was seen just now is not written down at each press.
  for (const principal of Object.keys(PRINCIPALS) as Principal[])
    if (principal !== 'anonymous admin') await hand([updates.says(cast.users[principal], '/start')]);
  const ids = new Map((await UserModel.find().lean()).map(({ name, _id }) => [name, _id]));
  const snapshot = await takeSnapshot();

  const sinceThen = () => ({ written: snapshot.written(), calls: herald.takeCalls() });
  const userIdOf = (principal: Principal) => ids.get(PRINCIPALS[principal]) ?? null;

  async function look(act: () => Promise<unknown>): Promise<Outcome> {
    herald.takeCalls();
    try {
      await act();
    } catch (error) {
      await snapshot.restore(await snapshot.changed());
      throw error;
    }
    const changed = await snapshot.changed();
    const entries = changed.includes(AuditLogModel.collection.collectionName) ? await entriesNow() : [];
    await snapshot.restore(changed);
    return { changed, calls: herald.takeCalls(), entries };
  }

  return {
    cast,
    things,
    updates,
    clock,
    telegram,
    bot: herald.bot,
    rooms: herald.rooms,
    userIdOf,
    look,
    play: (...batch) => look(() => hand(batch)),
    async goOn(...batch) {
      sinceThen();
      await hand(batch);
      return sinceThen();
    },
    sinceThen,
    bringBack: async () => snapshot.restore(await snapshot.changed()),
    keep: snapshot.retake,
    leftOver: snapshot.changedByAnybody,
    ruling(action, principal, thing) {
      const policy = POLICIES.get(action);
      if (!policy) throw new Error(`${action} stands in no policy table`);
      const { role } = MEMBERS[PRINCIPALS[principal] as MemberName];
      const reach = policy.row[role];
      const isOwn = thing === null || thing.id === '' || thing.owner === userIdOf(principal);
      const may = reach === 'any' || (reach === 'own' && isOwn);
      return may
        ? { may, policy }
        : { may, policy, why: reach === 'own' ? 'refused-not-yours' : 'refused-role' };
    },
  };
}

import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { inTransaction, type Tx } from '@common/db/transaction.js';
import type { Message } from '@common/i18n/index.js';
import { done, isRefused, type Outcome, refuse } from '@common/outcome.js';
import { createRateLimit } from '@common/rate-limit.js';
import { insertAuditEntry, wasMade } from './audit.repo.js';
import { changesBetween } from './changes.rules.js';
import { type Action, type Regarded, refusalOf } from './policy.js';

/** A thing that people make and edit. */
interface Owned extends Regarded {
  _id: string;
  rev: number;
}

interface Creation<T> {
  id: string;
  /** Stores the thing, or says why not. Asked again for the same id, it answers what is there already. */
  create(tx: Tx): Promise<Outcome<T>>;
}

interface Change<T extends Owned> {
  /** What is asked for; it may be gone. */
  id: string;
  load(tx: Tx): Promise<T | null>;
  /** The revision that the person saw; left out where the action is right whatever it is. */
  rev?: number;
  /** Stores the change and answers the thing as it is now. `null`: it was removed. */
  change(tx: Tx, before: T): Promise<Outcome<T>>;
}

/**
 * The one way in which people change things: role, ownership, revision and state are checked, the change and its audit
 * entry are one transaction; a refusal, and what failed, is written down after.
 */
export interface Act {
  create<T extends object>(actor: Actor, action: Action, creation: Creation<T>): Promise<Outcome<T>>;
  change<T extends Owned>(actor: Actor, action: Action, change: Change<T>): Promise<Outcome<T>>;
  /** Asks of what changes nothing, e.g. a look. Why not, and that is written down; null when the actor may. */
  check(actor: Actor, action: Action, id: string): Promise<Message | null>;
  /** Writes down what was done without a change of a thing, e.g. an export or a login. */
  note(actor: Actor, action: Action, id: string, what: object): Promise<void>;
  /** Told after each change that was stored: it may have made something due. */
  onDone: Set<() => void>;
}

interface Entry {
  actor: Actor;
  action: Action;
  entityId: string;
  started: number;
}

/** Old screens show what is gone; whoever makes up ids by the hundred learns and changes nothing. */
const NOTED_GONE = { max: 5, windowMs: 10 * 60_000 };

export function createAct({ clock }: { clock: Clock }): Act {
  const gone = createRateLimit({ clock, ...NOTED_GONE });
  const onDone: Act['onDone'] = new Set();

  function write(
    { actor, action, entityId, started }: Entry,
    changes: { before: object | null; after: object | null },
    success: boolean,
    tx?: Tx,
  ): Promise<void> {
    const now = clock.now();
    const { origin } = actor;
    return insertAuditEntry(
      {
        userId: actor.userId,
        action: action.name,
        entityType: action.entityType,
        entityId,
        changes: changesBetween(changes.before, changes.after),
        metadata: {
          ipAddress: origin?.ip ?? null,
          userAgent: origin?.userAgent ?? 'telegram',
          route: origin?.route ?? `chat:${action.name}`,
          timestamp: new Date(now),
          // The clock may have been set back.
          duration: Math.max(0, now - started),
          success,
        },
      },
      tx,
    );
  }

  async function refused(entry: Entry, reason: Message): Promise<{ refused: Message }> {
    const { actor, action } = entry;
    if (reason.key === 'refused-gone' && !gone.takes(`${actor.userId} ${action.name}`)) return refuse(reason);
    const args = 'args' in reason ? { args: reason.args } : {};
    await write(entry, { before: null, after: { refused: reason.key, ...args } }, false);
    return refuse(reason);
  }

  /** Runs a use case in its transaction; writes down after it what was refused or failed, and keeps nothing of it. */
  async function carryOut<T>(entry: Entry, work: (tx: Tx) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    let outcome: Outcome<T>;
    try {
      outcome = await inTransaction(work, (result) => !isRefused(result));
    } catch (error) {
      // Its kind only: what it says may hold anything. Where the log can't be written either, the error is told all the same.
      const failed = error instanceof Error ? error.name : typeof error;
      await write(entry, { before: null, after: { failed } }, false).catch(() => undefined);
      throw error;
    }
    if (isRefused(outcome)) return refused(entry, outcome.refused);
    for (const tell of onDone) tell();
    return outcome;
  }

  const entryOf = (actor: Actor, action: Action, entityId: string): Entry => ({
    actor,
    action,
    entityId,
    started: clock.now(),
  });

  return {
    onDone,
    create(actor, action, { id, create }) {
      const entry = entryOf(actor, action, id);
      return carryOut(entry, async (tx) => {
        const problem = refusalOf(action, actor);
        if (problem) return refuse(problem);
        const made = await create(tx);
        if (isRefused(made)) return made;
        // The second of two taps makes nothing.
        const isThing = '_id' in made.ok && made.ok._id === id;
        if (isThing && (await wasMade(action.name, id, tx))) return made;
        await write(entry, { before: null, after: made.ok }, true, tx);
        return made;
      });
    },

    change(actor, action, { id, load, rev, change }) {
      const entry = entryOf(actor, action, id);
      return carryOut(entry, async (tx) => {
        const before = await load(tx);
        if (!before) return refuse({ key: 'refused-gone' });
        const { createdBy = null } = before;
        const notTheirs = refusalOf(action, actor, { createdBy });
        if (notTheirs) return refuse(notTheirs);
        if (rev !== undefined && rev !== before.rev) return refuse({ key: 'refused-stale' });
        const problem = refusalOf(action, actor, before);
        if (problem) return refuse(problem);
        const after = await change(tx, before);
        if (isRefused(after)) return after;
        await write(entry, { before, after: after.ok }, true, tx);
        return done(after.ok);
      });
    },

    async check(actor, action, id) {
      const problem = refusalOf(action, actor);
      if (problem) await refused(entryOf(actor, action, id), problem);
      return problem;
    },

    note: (actor, action, id, what) => write(entryOf(actor, action, id), { before: null, after: what }, true),
  };
}

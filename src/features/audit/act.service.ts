import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { inTransaction, type Tx } from '@common/db/transaction.js';
import type { Message } from '@common/i18n/index.js';
import type { UserId } from '@common/ids.js';
import type { EntityType } from '@common/models/index.js';
import { done, isRefused, type Outcome, refuse } from '@common/outcome.js';
import { insertAuditEntry } from './audit.repo.js';
import { changesBetween } from './changes.rules.js';
import { allows, type PolicyRow } from './policy.js';

/** An action by its name in the policy table and in the audit log. */
export interface Action {
  name: string;
  row: PolicyRow;
  entityType: EntityType;
}

/** A thing that people make and edit. */
interface Owned {
  _id: string;
  createdBy: UserId | null;
  rev: number;
}

interface Creation<T> {
  id: string;
  /** Stores the thing, or says why not. Asked again for the same id, it answers what is there already. */
  create(tx: Tx): Promise<Outcome<T>>;
}

interface Change<T extends Owned> {
  load(tx: Tx): Promise<T | null>;
  /** The revision that the person saw; left out where the action is right whatever it is. */
  rev?: number;
  /** Stores the change and answers the thing as it is now. `null`: it was removed. */
  change(tx: Tx, before: T): Promise<Outcome<T>>;
}

/**
 * The one way in which people change things: role, ownership and revision are checked, the change and its audit entry
 * are one transaction, a refusal is written down after.
 */
export interface Act {
  create<T extends object>(actor: Actor, action: Action, creation: Creation<T>): Promise<Outcome<T>>;
  change<T extends Owned>(actor: Actor, action: Action, change: Change<T>): Promise<Outcome<T>>;
}

export function createAct({ clock }: { clock: Clock }): Act {
  interface Entry {
    actor: Actor;
    action: Action;
    entityId: string;
    started: number;
    before: object | null;
    after: object | null;
  }

  function write(entry: Entry, success: boolean, tx?: Tx): Promise<void> {
    const now = clock.now();
    return insertAuditEntry(
      {
        userId: entry.actor.userId,
        action: entry.action.name,
        entityType: entry.action.entityType,
        entityId: entry.entityId,
        changes: changesBetween(entry.before, entry.after),
        metadata: {
          ipAddress: null,
          userAgent: 'telegram',
          route: `chat:${entry.action.name}`,
          timestamp: new Date(now),
          duration: now - entry.started,
          success,
        },
      },
      tx,
    );
  }

  async function refused(
    entry: Omit<Entry, 'before' | 'after'>,
    reason: Message,
  ): Promise<{ refused: Message }> {
    await write({ ...entry, before: null, after: { refused: reason.key } }, false);
    return refuse(reason);
  }

  return {
    async create(actor, action, { id, create }) {
      const entry = { actor, action, entityId: id, started: clock.now() };
      if (!allows(action.row, actor)) return refused(entry, { key: 'refused-role' });
      const outcome = await inTransaction(async (tx) => {
        const made = await create(tx);
        if (!isRefused(made)) await write({ ...entry, before: null, after: made.ok }, true, tx);
        return made;
      }, isDone);
      return isRefused(outcome) ? refused(entry, outcome.refused) : outcome;
    },

    async change(actor, action, { load, rev, change }) {
      const started = clock.now();
      let entityId = '';
      const outcome = await inTransaction(async (tx) => {
        const before = await load(tx);
        if (!before) return refuse({ key: 'refused-gone' });
        entityId = before._id;
        if (!allows(action.row, actor, before.createdBy ?? undefined))
          return refuse(reachOf(action.row, actor));
        if (rev !== undefined && rev !== before.rev) return refuse({ key: 'refused-stale' });
        const after = await change(tx, before);
        if (isRefused(after)) return after;
        await write({ actor, action, entityId, started, before, after: after.ok }, true, tx);
        return done(after.ok);
      }, isDone);
      return isRefused(outcome) ? refused({ actor, action, entityId, started }, outcome.refused) : outcome;
    },
  };
}

function reachOf(row: PolicyRow, actor: Actor): Message {
  return row[actor.role] === 'own' ? { key: 'refused-not-yours' } : { key: 'refused-role' };
}

/** A refusal keeps nothing, also of what was written before it. */
function isDone<T>(outcome: Outcome<T>): boolean {
  return !isRefused(outcome);
}

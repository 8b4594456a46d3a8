import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import type { Tx } from '@common/db/index.js';
import type { Message } from '@common/i18n/index.js';
import type { PostId } from '@common/ids.js';
import type { PostStatus, ScheduledPost } from '@common/models/index.js';
import { done, type Outcome, refuse } from '@common/outcome.js';
import type { Act, Action } from '../audit/index.js';
import { refundCaps } from './cap.repo.js';
import type { Outages } from './outages.js';
import { GRACE_MS, NEEDS_PERSON } from './post.rules.js';
import { postActions } from './queue.policy.js';
import { findPost, movePost, type PostChange } from './scheduled-post.repo.js';

/** Where a person has found a post, as far as they could say. */
export interface Found {
  messageId: number | null;
  /** When it was sent (ms, UTC); null: at its intent. */
  at: number | null;
}

interface UncertainDeps {
  act: Act;
  clock: Clock;
  outages: Pick<Outages, 'changed'>;
  /**
   * Told, in the transaction, of a post that a person says was sent: it gets its place in the history. A reason why
   * the message can't be that post.
   */
  onConfirmed(post: ScheduledPost, at: Date, tx: Tx): Promise<Message | null>;
}

/** What a person decides about a post of which nobody knows whether it was sent. */
export interface UncertainDecisions {
  /** It is there. */
  confirm(actor: Actor, id: PostId, rev: number, found: Found): Promise<Outcome<ScheduledPost>>;
  /** It is not there, and is to be sent once more. */
  sendAgain(actor: Actor, id: PostId, rev: number): Promise<Outcome<ScheduledPost>>;
  /** It is not to be sent any more. */
  skip(actor: Actor, id: PostId, rev: number): Promise<Outcome<ScheduledPost>>;
}

export function createUncertainDecisions({
  act,
  clock,
  outages,
  onConfirmed,
}: UncertainDeps): UncertainDecisions {
  function decide(
    actor: Actor,
    action: Action,
    { id, rev, from }: { id: PostId; rev: number; from: readonly PostStatus[] },
    change: (before: ScheduledPost) => PostChange,
    after: (post: ScheduledPost, tx: Tx) => Promise<Message | null>,
  ): Promise<Outcome<ScheduledPost>> {
    return act.change(actor, action, {
      id,
      rev,
      load: (tx) => findPost(id, tx),
      async change(tx, before) {
        if (!from.includes(before.status)) return refuse({ key: 'refused-stale' });
        const filter = { _id: id, status: { $in: from }, rev };
        const moved = await movePost(filter, { ...change(before), touchedBy: actor.userId }, tx);
        if (!moved) return refuse({ key: 'refused-stale' });
        const problem = await after(moved, tx);
        if (problem) return refuse(problem);
        await outages.changed(moved, tx);
        return done(moved);
      },
    });
  }

  async function refund(post: ScheduledPost, tx: Tx): Promise<null> {
    await refundCaps(post, tx);
    return null;
  }

  return {
    confirm: (actor, id, rev, { messageId, at }) =>
      decide(
        actor,
        postActions.confirm,
        { id, rev, from: NEEDS_PERSON },
        () => ({ status: 'sent', messageId, reason: null, wakeAt: null }),
        (post, tx) => onConfirmed(post, new Date(at ?? post.intentAt?.getTime() ?? clock.now()), tx),
      ),
    sendAgain: (actor, id, rev) =>
      decide(
        actor,
        postActions.again,
        { id, rev, from: ['held'] },
        ({ dueAt }) => {
          const now = new Date(clock.now());
          const inTime = now.getTime() <= dueAt.getTime() + GRACE_MS;
          return {
            status: 'due',
            dueAt: inTime ? dueAt : now,
            wakeAt: now,
            token: null,
            intentAt: null,
            payload: null,
            holdsTopUntil: null,
            suspectId: null,
            reason: null,
          };
        },
        refund,
      ),
    skip: (actor, id, rev) =>
      decide(
        actor,
        postActions.skip,
        { id, rev, from: NEEDS_PERSON },
        () => ({ status: 'skipped', wakeAt: null }),
        refund,
      ),
  };
}

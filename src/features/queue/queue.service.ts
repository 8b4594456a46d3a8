import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import type { Tx } from '@common/db/index.js';
import type { PostId } from '@common/ids.js';
import type { PostStatus, ScheduledPost } from '@common/models/index.js';
import { done, type Outcome, refuse } from '@common/outcome.js';
import type { Act, Action } from '../audit/index.js';
import { refundCaps } from './cap.repo.js';
import { NEEDS_PERSON, WAITING } from './post.rules.js';
import { postActions } from './queue.policy.js';
import { findPost, movePost, type PostChange, skipOverdue } from './scheduled-post.repo.js';

interface QueueDeps {
  act: Act;
  clock: Clock;
  /** Told, in the transaction, of a post that a person says was sent: it gets its place in the history. */
  onConfirmed(post: ScheduledPost, at: Date, tx: Tx): Promise<void>;
}

export interface QueueService {
  get(id: PostId): Promise<ScheduledPost | null>;
  /** Takes a post out of the queue that is not yet on its way. */
  cancel(actor: Actor, id: PostId, rev: number): Promise<Outcome<ScheduledPost>>;
  /** A person has seen an uncertain post in its group. */
  confirm(actor: Actor, id: PostId, rev: number): Promise<Outcome<ScheduledPost>>;
  /** A person has decided that an uncertain post is not to be sent any more. */
  skip(actor: Actor, id: PostId, rev: number): Promise<Outcome<ScheduledPost>>;
  /** Skips all that was due while posting was stopped. */
  skipMissed(actor: Actor): Promise<Outcome<{ skipped: number }>>;
}

export function createQueueService({ act, clock, onConfirmed }: QueueDeps): QueueService {
  function move(
    actor: Actor,
    action: Action,
    target: { id: PostId; rev: number; from: readonly PostStatus[]; change: PostChange },
    after?: (post: ScheduledPost, tx: Tx) => Promise<void>,
  ): Promise<Outcome<ScheduledPost>> {
    const { id, rev, from, change } = target;
    return act.change(actor, action, {
      rev,
      load: (tx) => findPost(id, tx),
      async change(tx) {
        const moved = await movePost(
          { _id: id, status: { $in: from }, rev },
          { ...change, wakeAt: null, touchedBy: actor.userId },
          tx,
        );
        if (!moved) return refuse({ key: 'refused-on-its-way' });
        await after?.(moved, tx);
        return done(moved);
      },
    });
  }

  return {
    get: findPost,
    cancel: (actor, id, rev) =>
      move(actor, postActions.cancel, { id, rev, from: WAITING, change: { status: 'cancelled' } }),
    confirm: (actor, id, rev) =>
      move(
        actor,
        postActions.confirm,
        { id, rev, from: NEEDS_PERSON, change: { status: 'sent', reason: null } },
        (post, tx) => onConfirmed(post, post.intentAt ?? new Date(clock.now()), tx),
      ),
    skip: (actor, id, rev) =>
      move(
        actor,
        postActions.skip,
        { id, rev, from: NEEDS_PERSON, change: { status: 'skipped' } },
        refundCaps,
      ),
    skipMissed: (actor) =>
      act.create(actor, postActions.skipMissed, {
        id: 'missed',
        create: async (tx) => done({ skipped: await skipOverdue(new Date(clock.now()), tx) }),
      }),
  };
}

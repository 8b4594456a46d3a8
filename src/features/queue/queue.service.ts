import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import type { PostId } from '@common/ids.js';
import type { ScheduledPost } from '@common/models/index.js';
import { done, type Outcome, refuse } from '@common/outcome.js';
import type { Act } from '../audit/index.js';
import { WAITING } from './post.rules.js';
import { postActions } from './queue.policy.js';
import { findPost, movePost, skipOverdue } from './scheduled-post.repo.js';

interface QueueDeps {
  act: Act;
  clock: Clock;
}

export interface QueueService {
  get(id: PostId): Promise<ScheduledPost | null>;
  /** Takes a post out of the queue that is not yet on its way. */
  cancel(actor: Actor, id: PostId, rev: number): Promise<Outcome<ScheduledPost>>;
  /** Skips all that was due while posting was stopped. */
  skipMissed(actor: Actor): Promise<Outcome<{ skipped: number }>>;
}

export function createQueueService({ act, clock }: QueueDeps): QueueService {
  return {
    get: findPost,
    cancel: (actor, id, rev) =>
      act.change(actor, postActions.cancel, {
        id,
        rev,
        load: (tx) => findPost(id, tx),
        async change(tx) {
          const cancelled = await movePost(
            { _id: id, status: { $in: WAITING }, rev },
            { status: 'cancelled', wakeAt: null, touchedBy: actor.userId },
            tx,
          );
          return cancelled ? done(cancelled) : refuse({ key: 'refused-on-its-way' });
        },
      }),
    skipMissed: (actor) =>
      act.create(actor, postActions.skipMissed, {
        id: 'missed',
        create: async (tx) => done({ skipped: await skipOverdue(new Date(clock.now()), tx) }),
      }),
  };
}

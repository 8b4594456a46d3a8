import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import type { CreativeId, PostId } from '@common/ids.js';
import type { PostStatus, ScheduledPost } from '@common/models/index.js';
import { done, type Outcome, refuse } from '@common/outcome.js';
import type { Act, Action } from '../audit/index.js';
import { GRACE_MS, NOT_SENT, WAITING } from './post.rules.js';
import { postActions } from './queue.policy.js';
import { findPost, movePost, type PostChange } from './scheduled-post.repo.js';

/** What a person decides about one post that is not on its way. From then on no plan touches it. */
export interface PostDecisions {
  /** Lets a post that was not sent go after all, while it is still in time; never before its time. */
  retry(actor: Actor, id: PostId, rev: number): Promise<Outcome<ScheduledPost>>;
  /** Lets it go now, once, against limits, gaps and quiet hours. */
  override(actor: Actor, id: PostId, rev: number): Promise<Outcome<ScheduledPost>>;
  /** Gives it another time (ms, UTC). */
  move(actor: Actor, id: PostId, rev: number, dueAt: number): Promise<Outcome<ScheduledPost>>;
  /** Lets another creative stand in this one post. */
  swap(actor: Actor, id: PostId, rev: number, creativeId: CreativeId): Promise<Outcome<ScheduledPost>>;
}

export function createPostDecisions({ act, clock }: { act: Act; clock: Clock }): PostDecisions {
  function decide(
    actor: Actor,
    action: Action,
    { id, rev, from }: { id: PostId; rev: number; from: readonly PostStatus[] },
    change: (now: number, before: ScheduledPost) => PostChange | undefined,
  ): Promise<Outcome<ScheduledPost>> {
    return act.change(actor, action, {
      id,
      rev,
      load: (tx) => findPost(id, tx),
      async change(tx, before) {
        if (!from.includes(before.status)) return refuse({ key: 'refused-on-its-way' });
        const decided = change(clock.now(), before);
        if (!decided) return refuse({ key: 'refused-too-late' });
        // What waits stays as it is; what was over or claimed waits anew, without the claim.
        const again: PostChange =
          before.status === 'due' ? {} : { status: 'due', token: null, intentAt: null, payload: null };
        const moved = await movePost(
          { _id: id, status: { $in: [before.status] }, rev },
          { ...again, reason: null, ...decided, touchedBy: actor.userId },
          tx,
        );
        return moved ? done(moved) : refuse({ key: 'refused-on-its-way' });
      },
    });
  }

  return {
    retry: (actor, id, rev) =>
      decide(actor, postActions.retry, { id, rev, from: NOT_SENT }, (now, { dueAt }) =>
        now <= dueAt.getTime() + GRACE_MS ? { wakeAt: new Date(Math.max(now, dueAt.getTime())) } : undefined,
      ),
    override: (actor, id, rev) =>
      decide(actor, postActions.override, { id, rev, from: [...WAITING, ...NOT_SENT] }, (now) => ({
        dueAt: new Date(now),
        wakeAt: new Date(now),
        overriddenBy: actor.userId,
      })),
    move: (actor, id, rev, dueAt) =>
      decide(actor, postActions.move, { id, rev, from: [...WAITING, ...NOT_SENT] }, (now) =>
        dueAt > now ? { dueAt: new Date(dueAt), wakeAt: new Date(dueAt) } : undefined,
      ),
    swap: (actor, id, rev, creativeId) =>
      decide(actor, postActions.swap, { id, rev, from: WAITING }, (_, { dueAt }) => ({
        creativeId,
        wakeAt: dueAt,
      })),
  };
}

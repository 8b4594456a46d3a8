import type { Clock } from '@common/clock.js';
import type { GroupId } from '@common/ids.js';
import type { Logger } from '@common/logger.js';
import type { ScheduledPost } from '@common/models/index.js';
import { movePost } from '../queue/index.js';
import type { Prober } from './prober.js';

interface LooksDeps {
  clock: Clock;
  log: Logger;
  prober: Prober;
  /** A look has ended: the queue may have something to do. */
  nudge(): void;
}

export interface Looks {
  /** Looks for uncertain posts whose time has come, beside the passes, at most one a group at a time. */
  begin(posts: readonly ScheduledPost[]): Promise<void>;
  settled(): Promise<void>;
}

const LATER_MS = 1_000;
/** A look that failed for a reason of ours is tried again. */
const AFTER_FAILURE_MS = 30_000;

export function createLooks({ clock, log, prober, nudge }: LooksDeps): Looks {
  const looking = new Map<GroupId, { post: ScheduledPost; ended: Promise<void> }>();

  /** Out of the window, which others need. */
  async function later({ _id }: ScheduledPost, ms: number): Promise<void> {
    const wakeAt = new Date(clock.now() + ms);
    await movePost({ _id, status: { $in: ['uncertain'] } }, { wakeAt });
  }

  async function look(post: ScheduledPost): Promise<void> {
    try {
      await prober.look(post);
    } catch (error) {
      log.error({ err: error, post: post._id }, 'a look for a post failed');
      await later(post, AFTER_FAILURE_MS).catch(() => undefined);
    }
    looking.delete(post.groupId);
    nudge();
  }

  return {
    async begin(posts) {
      for (const post of posts) {
        const other = looking.get(post.groupId);
        if (other === undefined) looking.set(post.groupId, { post, ended: look(post) });
        else if (other.post._id !== post._id) await later(post, LATER_MS);
      }
    },
    async settled() {
      await Promise.allSettled([...looking.values()].map(({ ended }) => ended));
    },
  };
}

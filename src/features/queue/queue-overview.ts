import type { Actor } from '@common/actor.js';
import type { ScheduledPost } from '@common/models/index.js';
import { NEEDS_PERSON, ON_ITS_WAY } from './post.rules.js';
import type { PostLine } from './queue.view.js';
import { countByDay, countPosts, listPosts } from './scheduled-post.repo.js';

const DAYS = 7;
const NEXT = 20;

/** The queue at a glance, for whoever only looks. */
export interface QueueOverview {
  waiting: number;
  needsPerson: number;
  /** The first days that have posts, by the person's own days. */
  days: { day: string; count: number }[];
  /** The posts that come first. */
  next: PostLine[];
}

export function createQueueOverview(describe: (post: ScheduledPost) => Promise<PostLine>) {
  return async function overview({ timezone }: Actor): Promise<QueueOverview> {
    const [waiting, needsPerson, days, posts] = await Promise.all([
      countPosts(ON_ITS_WAY),
      countPosts(NEEDS_PERSON),
      countByDay(ON_ITS_WAY, timezone, DAYS),
      listPosts(ON_ITS_WAY, 'soonest', NEXT),
    ]);
    return { waiting, needsPerson, days, next: await Promise.all(posts.map(describe)) };
  };
}

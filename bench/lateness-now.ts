import type { Bench } from './support/bench.js';
import { holdContest } from './support/contest.js';

const POSTS = 300;
const WARM_UP = 40;
const APART_MS = 50;

export const latenessNow: Bench = {
  claim: `p99 lateness of ${POSTS} posts that are to go now, 20 a second, each for a group of its own, behind ${WARM_UP} more, from the moment that they were wanted to accepted by the local Telegram, over the best Agenda's; pacing off; aim: at most 0.5.`,
  run: (say) => holdContest({ groups: WARM_UP + POSTS, warmUp: WARM_UP, apartMs: APART_MS, way: 'now', say }),
};

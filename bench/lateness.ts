import type { Bench } from './support/bench.js';
import { holdContest } from './support/contest.js';

const POSTS = 400;
const WARM_UP = 40;
const APART_MS = 50;

export const lateness: Bench = {
  claim: `p99 lateness of ${POSTS} posts scheduled ahead, 20 a second, each for a group of its own, behind ${WARM_UP} more, from due to accepted by the local Telegram, over the best Agenda's; pacing off; aim: at most 0.5, and 50 ms.`,
  run: (say) =>
    holdContest({ groups: WARM_UP + POSTS, warmUp: WARM_UP, apartMs: APART_MS, way: 'ahead', say }),
};

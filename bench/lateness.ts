import type { Bench } from './support/bench.js';
import { holdContest } from './support/contest.js';

const GROUPS = 400;
const APART_MS = 50;

export const lateness: Bench = {
  claim: `p99 lateness of ${GROUPS} posts scheduled ahead, 20 a second, each for a group of its own, from due to accepted by the local Telegram, over the best Agenda's; pacing off; aim: at most 0.5, and 50 ms.`,
  run: (say) => holdContest({ groups: GROUPS, apartMs: APART_MS, way: 'ahead', say }),
};

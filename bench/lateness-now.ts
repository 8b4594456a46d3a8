import type { Bench } from './support/bench.js';
import { holdContest } from './support/contest.js';

const GROUPS = 300;
const APART_MS = 50;

export const latenessNow: Bench = {
  claim: `p99 lateness of ${GROUPS} posts that are to go now, 20 a second, each for a group of its own, from the moment that they were wanted to accepted by the local Telegram, over the best Agenda's; pacing off; aim: at most 0.5.`,
  run: (say) => holdContest({ groups: GROUPS, apartMs: APART_MS, way: 'now', say }),
};

import type { Bench } from './support/bench.js';
import { holdContest } from './support/contest.js';

const GROUPS = 1_000;

export const latenessBurst: Bench = {
  claim: `p99 lateness of ${GROUPS} posts scheduled for the same millisecond in ${GROUPS} groups, from due to accepted by the local Telegram, over the best Agenda's; pacing off; aim: at most 0.5.`,
  run: (say) => holdContest({ groups: GROUPS, warmUp: 0, apartMs: 0, way: 'ahead', say }),
};

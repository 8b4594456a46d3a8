export { rewriteChat, touchOnTheirWay, waitingFor, wakeGroup } from './beside.repo.js';
export { type CapCharge, chargeCaps, countCaps, openCaps, refundCaps } from './cap.repo.js';
export { type Hints, watchQueue } from './hints.repo.js';
export { neighboursOf } from './neighbours.repo.js';
export { listRuns, runOf, upcomingRuns } from './occurrences.rules.js';
export { createOutages, type Outages } from './outages.js';
export { createPlanner, type Planner } from './planner.js';
export { GRACE_MS, GROUP_TAKEN_OUT } from './post.rules.js';
export { createPostDecisionScreens } from './post-decisions.composer.js';
export { createPostDecisions } from './post-decisions.service.js';
export { postFields } from './post-fields.view.js';
export { createPostLines } from './post-lines.js';
export {
  endProbing,
  endTouching,
  isLookedIn,
  openPostsIn,
  touchedIn,
} from './probe.repo.js';
export { createQueueScreens } from './queue.composer.js';
export { postActions } from './queue.policy.js';
export { createQueueService } from './queue.service.js';
export { createQueueOverview, type QueueOverview } from './queue-overview.js';
export { rotateByWeight } from './rotation.rules.js';
export {
  countOverdue,
  countPosts,
  duePosts,
  expiredPosts,
  findPost,
  findPosts,
  movePost,
  movePosts,
  nextWakeAt,
  type PostChange,
  wakeCampaign,
  wakeOverdue,
} from './scheduled-post.repo.js';
export { createStrayScreens } from './stray.composer.js';
export { createStrays, type Strays } from './stray.service.js';
export { createUncertainScreens } from './uncertain.composer.js';
export { createUncertainDecisions } from './uncertain.service.js';
export { isWanted } from './wanted.rules.js';
export {
  claimPosts,
  deletePost,
  intentsSince,
  type LastIntent,
  lastIntents,
  postpone,
  sendingPosts,
  stampPlan,
  takeBackClaims,
} from './way-out.repo.js';

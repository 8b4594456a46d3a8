export { createPlanner, type Planner } from './planner.js';
export { GRACE_MS } from './post.rules.js';
export { createPostLines } from './post-lines.js';
export { createQueueScreens } from './queue.composer.js';
export { createQueueService } from './queue.service.js';
export {
  claimPosts,
  countPosts,
  duePosts,
  findPost,
  movePost,
  nextWakeAt,
  type PostChange,
  wakeCampaign,
  wakeOverdue,
} from './scheduled-post.repo.js';

export { createPlanner, type Planner } from './planner.js';
export { GRACE_MS, NEEDS_PERSON, WAITING } from './post.rules.js';
export { createPostLines } from './post-lines.js';
export { createQueueScreens } from './queue.composer.js';
export { createQueueService, type QueueService } from './queue.service.js';
export { type PostLine, statusIcon } from './queue.view.js';
export {
  claimPosts,
  countPosts,
  duePosts,
  findPost,
  listPosts,
  movePost,
  nextWakeAt,
  type PostChange,
  wakeCampaign,
  wakeOverdue,
} from './scheduled-post.repo.js';

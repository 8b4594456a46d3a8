export { createGroupScreens } from './group.composer.js';
export { listGroups } from './group.repo.js';
export { isMendable, problemOf, troubleNow } from './group.rules.js';
export { createGroupService, type GroupService } from './group.service.js';

export { createGroupScreens } from './group.composer.js';
export { problemOf } from './group.rules.js';
export { createGroupService, type GroupService } from './group.service.js';

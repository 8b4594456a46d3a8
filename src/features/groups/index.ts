export { createGroupScreens } from './group.composer.js';
export { groupActions, groupHappenings } from './group.policy.js';
export { listGroups } from './group.repo.js';
export { isMendable, problemOf, troubleNow } from './group.rules.js';
export { createGroupService, type GroupService } from './group.service.js';
export { groupFields } from './group-fields.view.js';

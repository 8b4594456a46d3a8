export { createPosting } from './delivery.wiring.js';
export { createGroupMoved } from './group-moved.js';

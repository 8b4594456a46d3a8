export { createPosting } from './delivery.wiring.js';
export { recordSent } from './record-sent.js';

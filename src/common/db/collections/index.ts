export * from './cap.js';
export * from './conversation.js';
export * from './draft.js';
export * from './lease.js';
export * from './migration.js';
export * from './outbox.js';
export * from './undo.js';
export * from './update.js';

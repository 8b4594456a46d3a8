import type { Migration } from './index.js';

/** Entries of the audit log from before have no place in the chain yet: the leader seals them in the order in which they came. */
export const auditChain: Migration = { number: 5, name: 'audit chain' };

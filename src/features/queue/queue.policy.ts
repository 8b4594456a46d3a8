import { type Action, ADMIN_ONLY, OWNER_OR_ADMIN } from '../audit/index.js';

export const postActions = {
  cancel: { name: 'post.cancel', row: OWNER_OR_ADMIN, entityType: 'post' },
  confirm: { name: 'post.confirm', row: OWNER_OR_ADMIN, entityType: 'post' },
  skipMissed: { name: 'post.skip-missed', row: ADMIN_ONLY, entityType: 'post' },
  skip: { name: 'post.skip', row: OWNER_OR_ADMIN, entityType: 'post' },
} as const satisfies Record<string, Action>;

import { type Action, ADMIN_ONLY, OWNER_OR_ADMIN } from '../audit/index.js';

export const postActions = {
  cancel: { name: 'post.cancel', row: OWNER_OR_ADMIN, entityType: 'post' },
  confirm: { name: 'post.confirm', row: OWNER_OR_ADMIN, entityType: 'post' },
  skipMissed: { name: 'post.skip-missed', row: ADMIN_ONLY, entityType: 'post' },
  retry: { name: 'post.retry', row: OWNER_OR_ADMIN, entityType: 'post' },
  override: { name: 'post.override', row: ADMIN_ONLY, entityType: 'post' },
  move: { name: 'post.move', row: OWNER_OR_ADMIN, entityType: 'post' },
  swap: { name: 'post.swap', row: OWNER_OR_ADMIN, entityType: 'post' },
  again: { name: 'post.send-again', row: OWNER_OR_ADMIN, entityType: 'post' },
  deleteStray: { name: 'post.delete-double', row: OWNER_OR_ADMIN, entityType: 'post' },
  deletedStray: { name: 'post.deleted-double', row: OWNER_OR_ADMIN, entityType: 'post' },
  keepStray: { name: 'post.keep-double', row: OWNER_OR_ADMIN, entityType: 'post' },
  skip: { name: 'post.skip', row: OWNER_OR_ADMIN, entityType: 'post' },
} as const satisfies Record<string, Action>;

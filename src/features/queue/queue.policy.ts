import { ADMIN_ONLY, OWNER_OR_ADMIN, policies } from '../audit/index.js';

const post = { row: OWNER_OR_ADMIN, entityType: 'post' } as const;
const onItsWay = { otherwise: { key: 'refused-on-its-way' } } as const;
const stale = { otherwise: { key: 'refused-stale' } } as const;

export const postActions = policies({
  cancel: { name: 'post.cancel', ...post, from: ['due', 'claimed'], ...onItsWay },
  confirm: { name: 'post.confirm', ...post, from: ['uncertain', 'held'], ...stale },
  skipMissed: { name: 'post.skip-missed', row: ADMIN_ONLY, entityType: 'post' },
  retry: { name: 'post.retry', ...post, from: ['failed', 'skipped', 'cancelled'], ...onItsWay },
  override: {
    name: 'post.override',
    row: ADMIN_ONLY,
    entityType: 'post',
    from: ['due', 'claimed', 'failed', 'skipped', 'cancelled'],
    ...onItsWay,
  },
  move: {
    name: 'post.move',
    ...post,
    from: ['due', 'claimed', 'failed', 'skipped', 'cancelled'],
    ...onItsWay,
  },
  swap: { name: 'post.swap', ...post, from: ['due', 'claimed'], ...onItsWay },
  again: { name: 'post.send-again', ...post, from: ['held'], ...stale },
  deleteStray: { name: 'post.delete-double', ...post },
  deletedStray: { name: 'post.deleted-double', ...post },
  keepStray: { name: 'post.keep-double', ...post },
  skip: { name: 'post.skip', ...post, from: ['uncertain', 'held'], ...stale },
});

import { type Action, ADMIN_ONLY } from '../audit/index.js';

export const groupActions = {
  accept: { name: 'group.accept', row: ADMIN_ONLY, entityType: 'group' },
  reject: { name: 'group.reject', row: ADMIN_ONLY, entityType: 'group' },
  limit: { name: 'group.limit', row: ADMIN_ONLY, entityType: 'group' },
  place: { name: 'group.place', row: ADMIN_ONLY, entityType: 'group' },
  mend: { name: 'group.mend', row: ADMIN_ONLY, entityType: 'group' },
  pause: { name: 'group.pause', row: ADMIN_ONLY, entityType: 'group' },
  resume: { name: 'group.resume', row: ADMIN_ONLY, entityType: 'group' },
} as const satisfies Record<string, Action>;

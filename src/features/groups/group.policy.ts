import { ADMIN_ONLY, type Happening, policies } from '../audit/index.js';

const group = { row: ADMIN_ONLY, entityType: 'group' } as const;
/** The bot is not there, or not wanted: nothing can be set for it. */
const OURS = ['consent', 'pending', 'active', 'paused'] as const;

export const groupActions = policies({
  accept: { name: 'group.accept', ...group, from: ['pending'] },
  reject: { name: 'group.reject', ...group, from: ['pending'] },
  limit: { name: 'group.limit', ...group, from: OURS },
  place: { name: 'group.place', ...group, from: OURS },
  mend: { name: 'group.mend', ...group },
  pause: { name: 'group.pause', ...group, from: ['active'] },
  resume: { name: 'group.resume', ...group, from: ['paused'] },
});

/** What the chat itself tells, its people do, or Telegram answers. */
export const groupHappenings = {
  join: { name: 'group.join', entityType: 'group' },
  rights: { name: 'group.rights', entityType: 'group' },
  leave: { name: 'group.leave', entityType: 'group' },
  policy: { name: 'group.policy', entityType: 'group' },
  consent: { name: 'group.consent', entityType: 'group' },
  migrate: { name: 'group.migrate', entityType: 'group' },
  trouble: { name: 'group.trouble', entityType: 'group' },
  reopen: { name: 'group.reopen', entityType: 'group' },
} as const satisfies Record<string, Happening>;

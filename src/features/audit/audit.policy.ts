import { ADMIN_ONLY, type Happening, policies } from './policy.js';

export const auditActions = policies({
  look: { name: 'audit.look', row: ADMIN_ONLY, entityType: 'audit' },
  export: { name: 'audit.export', row: ADMIN_ONLY, entityType: 'audit' },
});

/** What the leader does by itself to be found later. */
export const auditHappenings = {
  lead: { name: 'engine.lead', entityType: 'engine' },
  expire: { name: 'audit.expire', entityType: 'audit' },
} as const satisfies Record<string, Happening>;

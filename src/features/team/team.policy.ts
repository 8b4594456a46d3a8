import { type Action, ADMIN_ONLY, ANYONE_IN_TEAM, type PolicyRow } from '../audit/index.js';

const ONE_S_OWN: PolicyRow = { admin: 'own', operator: 'own' };

export const teamActions = {
  invite: { name: 'team.invite', row: ADMIN_ONLY, entityType: 'magic-link' },
  revoke: { name: 'team.revoke', row: ADMIN_ONLY, entityType: 'magic-link' },
  role: { name: 'team.role', row: ADMIN_ONLY, entityType: 'user' },
  disable: { name: 'team.disable', row: ADMIN_ONLY, entityType: 'user' },
  enable: { name: 'team.enable', row: ADMIN_ONLY, entityType: 'user' },
  remove: { name: 'team.remove', row: ADMIN_ONLY, entityType: 'user' },
  profile: { name: 'team.profile', row: ONE_S_OWN, entityType: 'user' },
} as const satisfies Record<string, Action>;

export const sessionActions = {
  link: { name: 'session.link', row: ANYONE_IN_TEAM, entityType: 'magic-link' },
  revoke: { name: 'session.revoke', row: ONE_S_OWN, entityType: 'session' },
  revokeAll: { name: 'session.revoke-all', row: ONE_S_OWN, entityType: 'session' },
} as const satisfies Record<string, Action>;

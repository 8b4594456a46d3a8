import { ADMIN_ONLY, ANYONE_IN_TEAM, type Happening, type PolicyRow, policies } from '../audit/index.js';

const ONE_S_OWN: PolicyRow = { admin: 'own', operator: 'own' };
/** Of whom anything can still be decided. */
const THERE = { from: ['active', 'disabled'], otherwise: { key: 'refused-gone' } } as const;

export const teamActions = policies({
  look: { name: 'team.look', row: ADMIN_ONLY, entityType: 'user' },
  invite: { name: 'team.invite', row: ADMIN_ONLY, entityType: 'magic-link' },
  revoke: { name: 'team.revoke', row: ADMIN_ONLY, entityType: 'magic-link' },
  role: { name: 'team.role', row: ADMIN_ONLY, entityType: 'user', ...THERE },
  disable: { name: 'team.disable', row: ADMIN_ONLY, entityType: 'user', from: ['active'] },
  enable: { name: 'team.enable', row: ADMIN_ONLY, entityType: 'user', from: ['disabled'] },
  remove: { name: 'team.remove', row: ADMIN_ONLY, entityType: 'user', ...THERE },
  profile: { name: 'team.profile', row: ONE_S_OWN, entityType: 'user', from: ['active'] },
});

export const teamHappenings = {
  join: { name: 'team.join', entityType: 'user' },
} as const satisfies Record<string, Happening>;

export const sessionActions = policies({
  link: { name: 'session.link', row: ANYONE_IN_TEAM, entityType: 'magic-link' },
  revoke: { name: 'session.revoke', row: ONE_S_OWN, entityType: 'session' },
  revokeAll: { name: 'session.revoke-all', row: ONE_S_OWN, entityType: 'session' },
});

/** Nobody is a person to Herald before they are signed in. */
export const sessionHappenings = {
  login: { name: 'session.login', entityType: 'session' },
  logout: { name: 'session.logout', entityType: 'session' },
  form: { name: 'session.form', entityType: 'session' },
} as const satisfies Record<string, Happening>;

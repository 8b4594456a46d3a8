import { ADMIN_ONLY, ANYONE_IN_TEAM, policies } from '../audit/index.js';

/** The first decision wins; of a second one it is said that all has changed meanwhile. */
const OPEN = { from: ['proposed'], otherwise: { key: 'refused-stale' } } as const;

export const dealActions = policies({
  propose: { name: 'deal.propose', row: ANYONE_IN_TEAM, entityType: 'deal' },
  approve: { name: 'deal.approve', row: ADMIN_ONLY, entityType: 'deal', ...OPEN },
  reject: { name: 'deal.reject', row: ADMIN_ONLY, entityType: 'deal', ...OPEN },
});

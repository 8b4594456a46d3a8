import { ADMIN_ONLY, ANYONE_IN_TEAM, policies } from '../audit/index.js';

export const creatorActions = policies({
  create: { name: 'creator.create', row: ANYONE_IN_TEAM, entityType: 'model' },
  decide: { name: 'creator.decide', row: ADMIN_ONLY, entityType: 'model' },
  // Its campaigns may be several people's.
  takeDown: { name: 'creator.take-down', row: ADMIN_ONLY, entityType: 'model' },
  allow: { name: 'creator.allow', row: ADMIN_ONLY, entityType: 'model' },
});

export const casinoActions = policies({
  create: { name: 'casino.create', row: ANYONE_IN_TEAM, entityType: 'casino' },
  decide: { name: 'casino.decide', row: ADMIN_ONLY, entityType: 'casino' },
  takeDown: { name: 'casino.take-down', row: ADMIN_ONLY, entityType: 'casino' },
  allow: { name: 'casino.allow', row: ADMIN_ONLY, entityType: 'casino' },
});

/** The actions with a brand, by the campaigns that it can have. */
export const brandActions = { onlyfans: creatorActions, casino: casinoActions } as const;

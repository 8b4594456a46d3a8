import { ANYONE_IN_TEAM, OWNER_OR_ADMIN, policies } from '../audit/index.js';

const creative = { row: OWNER_OR_ADMIN, entityType: 'creative' } as const;

export const creativeActions = policies({
  create: { name: 'creative.create', row: ANYONE_IN_TEAM, entityType: 'creative' },
  languages: { name: 'creative.languages', ...creative },
  archive: { name: 'creative.archive', ...creative, from: ['active'] },
  takeDown: { name: 'creative.take-down', ...creative },
  allow: { name: 'creative.allow', ...creative },
});

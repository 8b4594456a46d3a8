export { type Act, type Action, createAct } from './act.service.js';
export { doneTo, insertAuditEntry } from './audit.repo.js';
export { ADMIN_ONLY, ANYONE_IN_TEAM, OWNER_OR_ADMIN, type PolicyRow } from './policy.js';

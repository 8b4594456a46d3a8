export { type Act, createAct } from './act.service.js';
export { createAuditScreens } from './audit.composer.js';
export { auditActions, auditHappenings } from './audit.policy.js';
export { countEntriesBefore, doneTo, oldestEntryAt } from './audit.repo.js';
export { auditFields, engineFields } from './audit-fields.view.js';
export type { AuditNames } from './audit-reader.js';
export { type AllFields, type Fields, type Say, SILENT } from './field.js';
export {
  asClockSpan,
  asIs,
  asMoment,
  asMoney,
  asName,
  asPercent,
  asPlace,
  asReason,
  asSpan,
  asWord,
  asYesNo,
  momentOf,
  nameIn,
} from './field-values.view.js';
export { noteHappening } from './happenings.js';
export {
  type Action,
  ADMIN_ONLY,
  ANYONE_IN_TEAM,
  allows,
  type Happening,
  may,
  OWNER_OR_ADMIN,
  type PolicyRow,
  policies,
  refusalOf,
} from './policy.js';
export { createSealer } from './sealer.js';
export { type Findings, verifyChain } from './verify-chain.js';

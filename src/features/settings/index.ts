export { auditDaysComposer } from './audit-days.composer.js';
export { auditDaysOf } from './audit-days.rules.js';
export { createSettingsScreens } from './settings.composer.js';
export { settingsActions } from './settings.policy.js';
export { POSTING_LEASE, touchPostingLease } from './settings.repo.js';
export { createSettingsService, type SettingsService } from './settings.service.js';
export { settingsFields } from './settings-fields.view.js';
export { createSettingsSwitch } from './settings-switch.composer.js';

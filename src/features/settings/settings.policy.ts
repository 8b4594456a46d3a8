import { ADMIN_ONLY, policies } from '../audit/index.js';

export const settingsActions = policies({
  stop: { name: 'settings.stop', row: ADMIN_ONLY, entityType: 'settings' },
  limit: { name: 'settings.limit', row: ADMIN_ONLY, entityType: 'settings' },
  asksSilently: { name: 'settings.ask-silently', row: ADMIN_ONLY, entityType: 'settings' },
  dealRequired: { name: 'settings.deal-required', row: ADMIN_ONLY, entityType: 'settings' },
  creatorCheck: { name: 'settings.creator-check', row: ADMIN_ONLY, entityType: 'settings' },
  auditDays: { name: 'settings.audit-days', row: ADMIN_ONLY, entityType: 'settings' },
  resume: { name: 'settings.resume', row: ADMIN_ONLY, entityType: 'settings' },
});

/** What holds for the whole bot, or does not. */
export type SettingsSwitch = 'asksSilently' | 'dealRequired' | 'creatorCheck';

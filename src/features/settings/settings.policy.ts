import { type Action, ADMIN_ONLY } from '../audit/index.js';

export const settingsActions = {
  stop: { name: 'settings.stop', row: ADMIN_ONLY, entityType: 'settings' },
  limit: { name: 'settings.limit', row: ADMIN_ONLY, entityType: 'settings' },
  ask: { name: 'settings.ask-silently', row: ADMIN_ONLY, entityType: 'settings' },
  resume: { name: 'settings.resume', row: ADMIN_ONLY, entityType: 'settings' },
} as const satisfies Record<string, Action>;

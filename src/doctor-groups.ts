import { t } from '@common/i18n/index.js';
import { type DataPlace, lookInto } from './doctor-database.js';
import { listGroups } from './features/groups/index.js';

/** The groups that Herald knows and that the bot is in, a line each: id, status, title. */
export function knownGroups(place: DataPlace): Promise<string[]> {
  return lookInto(place, async () => {
    const groups = await listGroups(['active', 'paused', 'pending', 'consent']);
    return groups.map(({ chatId, status, title }) =>
      [String(chatId).padEnd(15), t('en', `group-status-${status}`).padEnd(34), title].join('  '),
    );
  });
}

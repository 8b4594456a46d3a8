import { runningMongo, startEmbeddedMongo } from '@common/db/embedded.js';
import { configureDb, disconnectDb } from '@common/db/index.js';
import { t } from '@common/i18n/index.js';
import { listGroups } from './features/groups/index.js';

/** Where Herald keeps its data. */
interface Place {
  mongodbUri: string | undefined;
  dataDir: string;
}

/** The groups that Herald knows and that the bot is in, a line each: id, status, title. Starts the database if need be. */
export async function knownGroups({ mongodbUri, dataDir }: Place): Promise<string[]> {
  const running = mongodbUri ?? (await runningMongo(dataDir));
  const own = running === undefined ? await startEmbeddedMongo({ dataDir, log: () => {} }) : undefined;
  try {
    configureDb({ uri: running ?? own?.uri ?? '' });
    const groups = await listGroups(['active', 'paused', 'pending', 'consent']);
    return groups.map(({ chatId, status, title }) =>
      [String(chatId).padEnd(15), t('en', `group-status-${status}`).padEnd(34), title].join('  '),
    );
  } finally {
    await disconnectDb();
    await own?.stop();
  }
}

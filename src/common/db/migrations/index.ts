import type { Logger } from '@common/logger.js';
import { MigrationModel } from '../collections/migration.js';
import { firstSchema } from './001-first-schema.js';
import { afterTheSend } from './002-after-the-send.js';
import { people } from './003-people.js';
import { webSessions } from './004-web-sessions.js';
import { auditChain } from './005-audit-chain.js';

/** A numbered step between two schemas. It may be run again after a crash in its middle. */
export interface Migration {
  number: number;
  name: string;
  run(): Promise<void>;
}

const MIGRATIONS: readonly Migration[] = [firstSchema, afterTheSend, people, webSessions, auditChain];

/** Brings the database up to this version. Run it under a lease: two at once would do the same work twice. */
export async function runMigrations(log: Logger): Promise<void> {
  const finished = new Set((await MigrationModel.find().lean()).map(({ _id }) => _id));
  for (const { number, name, run } of MIGRATIONS.filter((migration) => !finished.has(migration.number))) {
    log.info({ number, name }, 'migrating the database');
    await run();
    await MigrationModel.updateOne(
      { _id: number },
      { $setOnInsert: { name, doneAt: new Date() } },
      { upsert: true },
    );
  }
}

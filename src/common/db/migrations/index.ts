import type { Logger } from '@common/logger.js';
import { MigrationModel } from '../collections/migration.js';
import { firstSchema } from './001-first-schema.js';
import { afterTheSend } from './002-after-the-send.js';
import { people } from './003-people.js';
import { webSessions } from './004-web-sessions.js';
import { auditChain } from './005-audit-chain.js';
import { createPresentSchema } from './present-schema.js';

/** A numbered step between two schemas. Collections and indexes follow the models by themselves. */
export interface Migration {
  number: number;
  name: string;
  /** What becomes of the rows that are there. It may be run again after a crash in its middle. */
  rewrite?(): Promise<void>;
}

const MIGRATIONS: readonly Migration[] = [firstSchema, afterTheSend, people, webSessions, auditChain];

/** Brings the database up to this version. Run it under a lease: two at once would do the same work twice. */
export async function runMigrations(log: Logger): Promise<void> {
  const finished = new Set((await MigrationModel.find().lean()).map(({ _id }) => _id));
  const pending = MIGRATIONS.filter(({ number }) => !finished.has(number));
  if (pending.length === 0) return;
  for (const { number, name, rewrite } of pending) {
    log.info({ number, name }, 'migrating the database');
    await rewrite?.();
  }
  await createPresentSchema();
  // Only now: what is noted is not looked at again.
  await MigrationModel.insertMany(
    pending.map(({ number, name }) => ({ _id: number, name, doneAt: new Date() })),
  );
}

import { MigrationModel } from '@common/db/collections/index.js';
import { createLease } from '@common/db/lease.js';
import { runMigrations } from '@common/db/migrations/index.js';
import { newId } from '@common/ids.js';
import { createLogger } from '@common/logger.js';
import { CampaignModel, MagicLinkModel, PostHistoryModel } from '@common/models/index.js';
import mongoose from 'mongoose';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../support/mongo.js';

useDatabase();

const log = createLogger('silent');

async function underLease(holder: string): Promise<void> {
  const lease = createLease({ name: 'migrations', holder, ttlMs: 10_000, renewMs: 10, log });
  await lease.acquire(new AbortController().signal);
  await runMigrations(log);
  await lease.release();
}

describe('the migrations', () => {
  it('are carried out once by two processes that start together', async () => {
    await Promise.all([underLease('one'), underLease('two')]);
    expect(await MigrationModel.find().lean()).toMatchObject([
      { _id: 1, name: 'first schema' },
      { _id: 2, name: 'after the send' },
      { _id: 3, name: 'people' },
      { _id: 4, name: 'web sessions' },
      { _id: 5, name: 'audit chain' },
    ]);
  });

  it('may be run again, also after a crash before they were noted', async () => {
    await runMigrations(log);
    await MigrationModel.deleteMany({});
    await runMigrations(log);
    expect(await MigrationModel.countDocuments()).toBe(5);
  });

  it('bring what the first schema has left up to the present one', async () => {
    const old = { _id: newId(), status: 'sent' };
    await PostHistoryModel.collection.insertOne(old as never);
    await CampaignModel.collection.insertOne(old as never);
    await MigrationModel.deleteOne({ _id: 2 });
    await runMigrations(log);
    expect(await PostHistoryModel.findOne().lean()).toMatchObject({
      rev: 0,
      endedAt: null,
      takeDownId: null,
    });
    expect(await CampaignModel.findOne().lean()).toMatchObject({ takenDownAt: null });
  });

  it('make an index anew that was another one, and leave the rows', async () => {
    await MagicLinkModel.collection.dropIndex('expiresAt_1');
    await MagicLinkModel.collection.createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });
    const link = { _id: newId(), tokenHash: 'ab'.repeat(32), expiresAt: new Date(Date.now() + 60_000) };
    await MagicLinkModel.collection.insertOne(link as never);
    await MigrationModel.deleteOne({ _id: 3 });
    await runMigrations(log);
    expect(await MagicLinkModel.findOne().lean()).toMatchObject({ ...link, name: null, noticedAt: null });
  });

  it.each(Object.values(mongoose.models))(
    'leave $modelName with its collection and all its indexes',
    async (model) => {
      const { toCreate, toDrop } = await model.diffIndexes();
      expect({ toCreate, toDrop }).toEqual({ toCreate: [], toDrop: [] });
      const names = await model.db.listCollections();
      expect(names.map(({ name }) => name)).toContain(model.collection.name);
    },
  );

  it('knows the fourteen models and the technical state', () => {
    expect(Object.keys(mongoose.models).sort()).toEqual(
      [
        'audit-log campaign casino click creative deal magic-link model post-history scheduled-post session settings',
        'telegram-group user cap chain conversation draft lease migration outbox seen-message stray take-down undo update',
      ]
        .join(' ')
        .split(' ')
        .sort(),
    );
  });
});

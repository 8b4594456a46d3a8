import {
  CapModel,
  DraftModel,
  LeaseModel,
  OutboxModel,
  UndoModel,
  UpdateModel,
} from '@common/db/collections/index.js';
import { runMigrations } from '@common/db/migrations/index.js';
import { newId } from '@common/ids.js';
import { createLogger } from '@common/logger.js';
import {
  AuditLogModel,
  ClickModel,
  MagicLinkModel,
  PostHistoryModel,
  ScheduledPostModel,
  SessionModel,
  SettingsModel,
  TelegramGroupModel,
  UserModel,
} from '@common/models/index.js';
import type { Model } from 'mongoose';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../../src/features/settings/settings.repo.js';
import { emptyDatabase, useDatabase } from '../../support/mongo.js';

type Fields = Record<string, unknown>;

useDatabase();
beforeAll(() => runMigrations(createLogger('silent')));
afterEach(emptyDatabase);

/** Past the schema, which other tests hold: here only the index decides. */
const insert = (model: Model<never>, fields: Fields) =>
  model.collection.insertOne({ _id: newId(), ...fields } as never);

async function insertAtOnce(model: Model<never>, documents: readonly Fields[]) {
  const outcomes = await Promise.allSettled(documents.map((fields) => insert(model, fields)));
  return outcomes.filter(({ status }) => status === 'fulfilled').length;
}

const conversion = { kind: 'conversion', txId: 'tx', brandId: newId(), event: 'deposit' };

const UNIQUE: Record<string, [Model<never>, Fields]> = {
  'person of Telegram’s': [UserModel as never, { telegramId: 7 }],
  'session of a token': [SessionModel as never, { tokenHash: 'a' }],
  'magic link of a token': [MagicLinkModel as never, { tokenHash: 'a' }],
  'group of a chat': [TelegramGroupModel as never, { chatId: -100 }],
  'post of an occurrence in a group': [ScheduledPostModel as never, { occurrence: 'o', groupId: 'g' }],
  'history entry of a post': [PostHistoryModel as never, { postId: 'p' }],
  'conversion of a transaction': [ClickModel as never, conversion],
  'click of a click id': [ClickModel as never, { kind: 'click', clickId: 'k' }],
  'place in the chain': [AuditLogModel as never, { seal: { sequence: 1, hash: 'a' } }],
  'card of a cause': [OutboxModel as never, { telegramId: 7, kind: 'deal', thingId: 'd', thingRev: 1 }],
  'update of Telegram’s': [UpdateModel as never, { _id: 1 }],
  'row of a lease': [LeaseModel as never, { _id: 'poster' }],
};

describe('unique keys', () => {
  it.each(Object.entries(UNIQUE))('let in one %s of thirty at once', async (_, [model, fields]) => {
    expect(
      await insertAtOnce(
        model,
        Array.from({ length: 30 }, () => fields),
      ),
    ).toBe(1);
  });

  it.each<[string, Model<never>, Fields[]]>([
    ['clicks, which have no transaction', ClickModel as never, [{ kind: 'click', clickId: 'a', txId: null }]],
    ['conversions of one click', ClickModel as never, [{ ...conversion, event: 'again', clickId: 'a' }]],
    ['conversions of another brand', ClickModel as never, [{ ...conversion, brandId: newId() }]],
    ['entries that are not sealed', AuditLogModel as never, [{ action: 'a' }, { action: 'b' }]],
    ['posts of one occurrence', ScheduledPostModel as never, [{ occurrence: 'o', groupId: 'other' }]],
  ])('do not keep apart %s', async (_, model, others) => {
    const first =
      model.modelName === 'click' ? { ...conversion, clickId: 'a' } : { occurrence: 'o', groupId: 'g' };
    expect(await insertAtOnce(model, [first, ...others])).toBe(1 + others.length);
  });
});

describe('mongod cleans up', () => {
  it.each<[Model<never>, string, number]>([
    [SessionModel as never, 'expiresAt', 0],
    [MagicLinkModel as never, 'expiresAt', 7 * 86_400],
    [CapModel as never, 'expiresAt', 0],
    [UndoModel as never, 'expiresAt', 0],
    [DraftModel as never, 'updatedAt', 30 * 86_400],
    [UpdateModel as never, 'receivedAt', 3 * 86_400],
  ])('$modelName', async (model, field, expireAfterSeconds) => {
    expect(await model.listIndexes()).toContainEqual(
      expect.objectContaining({ key: { [field]: 1 }, expireAfterSeconds }),
    );
  });

  it('never a conversion, an entry of the audit log or a post', async () => {
    for (const model of [ClickModel, AuditLogModel, ScheduledPostModel, PostHistoryModel]) {
      const indexes = await model.listIndexes();
      expect(indexes.filter((index) => 'expireAfterSeconds' in index)).toEqual([]);
    }
  });
});

it('the settings are found or made once under fifty first calls at a time', async () => {
  const found = await Promise.all(Array.from({ length: 50 }, () => readSettings()));
  expect(await SettingsModel.countDocuments()).toBe(1);
  // Each call that finds them made meanwhile touches them.
  const contents = found.map((settings) => JSON.stringify({ ...settings, updatedAt: null }));
  expect(new Set(contents).size).toBe(1);
});

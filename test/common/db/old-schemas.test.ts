import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectDb } from '@common/db/index.js';
import { runMigrations } from '@common/db/migrations/index.js';
import { createLogger } from '@common/logger.js';
import { UserModel } from '@common/models/index.js';
import mongoose from 'mongoose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useDatabase } from '../../support/mongo.js';
import { allIsSealed, opens } from '../../support/steps.js';
import { openEmptyWorld } from '../../support/world.js';

useDatabase();

const log = createLogger('silent');
const { EJSON } = mongoose.mongo.BSON;
type Row = mongoose.mongo.Document;

afterEach(() => vi.restoreAllMocks());

/** What Herald of this schema's version had left in its database after a day of work: rows of every collection that it used. */
async function leftBy(version: number): Promise<Record<string, Row[]>> {
  return EJSON.parse(
    await readFile(join(import.meta.dirname, 'left-by', `v${version}.json`), 'utf8'),
  ) as Record<string, Row[]>;
}

async function database(): Promise<mongoose.mongo.Db> {
  await connectDb();
  const { db } = mongoose.connection;
  if (!db) throw new Error('there is no database');
  return db;
}

/** Fills the database with these rows and nothing else; its indexes stay. */
async function fill(rows: Record<string, Row[]>): Promise<void> {
  const db = await database();
  for (const one of await db.collections()) await one.deleteMany({});
  for (const [name, list] of Object.entries(rows)) await db.collection(name).insertMany(list);
}

/** The whole database, but for when it was changed last. */
async function everything(): Promise<Record<string, Row[]>> {
  const db = await database();
  const all: Record<string, Row[]> = {};
  for (const one of await db.collections())
    all[one.collectionName] = (await one.find().toArray())
      .map(({ doneAt: _done, updatedAt: _updated, ...row }) => row)
      .sort((a, b) => (JSON.stringify(a['_id']) < JSON.stringify(b['_id']) ? -1 : 1));
  return all;
}

/** Lets the process die at its nth change of many rows; answers whether it came so far. */
async function migrateUntil(nth: number): Promise<boolean> {
  let left = nth;
  const dies = new Error('the process was killed');
  for (const name of ['updateMany', 'deleteMany'] as const) {
    const real = mongoose.Model[name];
    vi.spyOn(mongoose.Model, name).mockImplementation(function (
      this: typeof mongoose.Model,
      ...args: unknown[]
    ) {
      if (--left === 0) throw dies;
      return Reflect.apply(real, this, args) as never;
    });
  }
  const died = await runMigrations(log).then(
    () => false,
    (error: unknown) => error === dies,
  );
  vi.restoreAllMocks();
  return died;
}

describe.each([1, 2, 3, 4])('a database of schema %i', (version) => {
  it('is brought up so that every row fits the present schema, and none is lost', async () => {
    const before = await leftBy(version);
    await fill(before);
    await runMigrations(log);
    const db = await database();
    for (const model of Object.values(mongoose.models)) {
      const { collectionName } = model.collection;
      const rows = await db.collection(collectionName).find().toArray();
      if (collectionName !== 'migrations')
        expect(rows.length, collectionName).toBe(before[collectionName]?.length ?? 0);
      for (const row of rows)
        await expect(new model(row).validate(), `${collectionName} ${row['_id']}`).resolves.not.toThrow();
    }
  });

  it('stays as it is when it is brought up again', async () => {
    await fill(await leftBy(version));
    await runMigrations(log);
    const once = await everything();
    await (await database()).collection('migrations').deleteMany({});
    await runMigrations(log);
    expect(await everything()).toEqual(once);
  });

  it('comes to the same, wherever the process was killed in between', async () => {
    const before = await leftBy(version);
    await fill(before);
    await runMigrations(log);
    const straight = await everything();
    let died = true;
    for (let nth = 1; died; nth++) {
      await fill(before);
      died = await migrateUntil(nth);
      await runMigrations(log);
      expect(await everything(), `killed at change ${nth}`).toEqual(straight);
    }
  });

  it('can be worked with at once', async () => {
    await fill(await leftBy(version));
    const { telegram } = await openEmptyWorld();
    const olga = telegram.person({ id: 1001, first_name: 'Olga' });
    expect(await UserModel.findOne({ telegramId: olga.id as never }).lean()).toMatchObject({ name: 'Olga' });
    const fresh = await opens(olga, 'Campaigns');
    await olga.sees(/\[[^\]]*Autumn\]/, fresh);
    olga.presses('Autumn');
    await olga.sees(/^Autumn[\s\S]*Landing page/, fresh);
    const history = await opens(olga, 'History');
    await olga.sees(/Night Owls/, history);
    olga.presses('Night Owls');
    await olga.sees(/When: [\s\S]*Where: Night Owls/, history);
    // What people did before there was a chain is sealed into it.
    await allIsSealed();
  });
});

import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import mongoose from 'mongoose';
import { afterEach, describe, expect, it } from 'vitest';
import { configureDb, connectDb, disconnectDb, inTransaction } from '../../../src/common/db/index.js';
import { type CasinoId, newId } from '../../../src/common/ids.js';
import { CasinoModel } from '../../../src/common/models/index.js';
import { databaseUri } from '../../support/mongo.js';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../../..');

const casino = () => ({
  _id: newId<CasinoId>(),
  brand: 'Spin',
  url: 'https://example.com',
  createdBy: newId(),
});

const firstQueries: Record<string, () => Promise<unknown>> = {
  'a find': () => CasinoModel.find().lean(),
  'a find by id': () => CasinoModel.findById(newId<CasinoId>()).lean(),
  'a save': () => new CasinoModel(casino()).save(),
  'an insertion of many': () => CasinoModel.insertMany([new CasinoModel(casino())]),
  'an update': () => CasinoModel.updateOne({ brand: 'none' }, { $set: { brand: 'other' } }),
  'an update that answers': () =>
    CasinoModel.findOneAndUpdate({ brand: 'none' }, { $set: { brand: 'other' } }).lean(),
  'a bulk write': () => CasinoModel.bulkWrite([{ deleteOne: { filter: { brand: 'none' } } }]),
  'a deletion': () => CasinoModel.deleteMany({}),
  'a count': () => CasinoModel.countDocuments(),
  'an estimate': () => CasinoModel.estimatedDocumentCount(),
  'a question of existence': () => CasinoModel.exists({ brand: 'none' }),
  'an aggregation': () => CasinoModel.aggregate([{ $count: 'n' }]),
  'a list of values': () => CasinoModel.distinct('brand'),
  'a cursor': async () => {
    for await (const _ of CasinoModel.find().lean().cursor());
  },
  'a transaction': () => inTransaction(async (tx) => CasinoModel.find().session(tx).lean()),
};

afterEach(disconnectDb);

describe('the connection', () => {
  it('says that there is none before one was configured', async () => {
    // In a process of its own: here another file may have configured one.
    const query = `import { CasinoModel } from './src/common/models/index.js'; await CasinoModel.find().lean();`;
    const asks = run(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', query], {
      cwd: root,
    });
    await expect(asks).rejects.toThrow('no database was configured');
  });

  it('is not opened by configuring it', () => {
    configureDb({ uri: databaseUri() });
    expect(mongoose.connection.readyState).toBe(mongoose.ConnectionStates.disconnected);
  });

  it.each(Object.entries(firstQueries))('is opened by %s', async (_, query) => {
    await query();
    expect(mongoose.connection.readyState).toBe(mongoose.ConnectionStates.connected);
  });

  it('is opened once by fifty first queries at a time', async () => {
    let opened = 0;
    const count = () => {
      opened += 1;
    };
    mongoose.connection.on('connecting', count);
    await Promise.all(Array.from({ length: 50 }, () => CasinoModel.find().lean()));
    mongoose.connection.off('connecting', count);
    expect(opened).toBe(1);
  });

  it('is tried again after a failure', async () => {
    configureDb({ uri: 'mongodb://127.0.0.1:1/herald?serverSelectionTimeoutMS=50' });
    await expect(connectDb()).rejects.toThrow('ECONNREFUSED');
    configureDb({ uri: databaseUri() });
    await expect(CasinoModel.find().lean()).resolves.toBeInstanceOf(Array);
  });
});

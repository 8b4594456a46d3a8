import { CapModel } from '@common/db/collections/index.js';
import { inTransaction, type Tx, within } from '@common/db/index.js';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { emptyDatabase, useDatabase } from '../../support/mongo.js';

useDatabase();
beforeAll(() => CapModel.createCollection());
afterEach(emptyDatabase);

const expiresAt = new Date('2100-01-01');
const put = (n: number, tx?: Tx) => CapModel.create([{ _id: 'cap', n, expiresAt }], within(tx));
const read = async (tx?: Tx) => (await CapModel.findById('cap', null, within(tx)).lean())?.n;

describe('inTransaction', () => {
  it('keeps what was done and answers the result', async () => {
    const answer = await inTransaction(async (tx) => {
      await put(1, tx);
      expect(await read()).toBeUndefined();
      return 'done';
    });
    expect(answer).toBe('done');
    expect(await read()).toBe(1);
  });

  it('leaves nothing behind when the work throws', async () => {
    const work = inTransaction(async (tx) => {
      await put(1, tx);
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await read()).toBeUndefined();
  });

  it('leaves nothing behind, and answers all the same, when the result is not to be kept', async () => {
    const refused = await inTransaction(
      async (tx) => {
        await put(1, tx);
        return { refused: 'late' };
      },
      (result) => !('refused' in result),
    );
    expect(refused).toEqual({ refused: 'late' });
    expect(await read()).toBeUndefined();
  });

  it('reads one moment, whatever others write meanwhile', async () => {
    await put(1);
    await inTransaction(async (tx) => {
      expect(await read(tx)).toBe(1);
      await CapModel.updateOne({ _id: 'cap' }, { $set: { n: 2 } });
      expect(await read(tx)).toBe(1);
    });
  });

  it('loses none of twenty changes that each read before they write', async () => {
    await put(0);
    const one = () =>
      inTransaction(async (tx) => {
        const n = (await read(tx)) ?? 0;
        await CapModel.updateOne({ _id: 'cap' }, { $set: { n: n + 1 } }, within(tx));
      });
    await Promise.all(Array.from({ length: 20 }, one));
    expect(await read()).toBe(20);
  });
});

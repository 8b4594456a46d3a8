import type { Model } from 'mongoose';
import { afterEach, describe, expect, it } from 'vitest';
import { emptyDatabase } from '../../support/mongo.js';

type Fields = Record<string, unknown>;

interface Contract {
  /** A document with every field that it may have. */
  valid: Fields & { _id: string };
  /** Fields without which it is none. */
  required: readonly string[];
  /** Name of a mistake → the fields that make it; refused when saved and when updated. */
  wrong: Readonly<Record<string, Fields>>;
}

/** What holds for every model: it keeps its fields as plain data and refuses what is wrong, whichever way it comes. */
export function itKeepsItsContract<T>(model: Model<T>, { valid, required, wrong }: Contract): void {
  const filter = { _id: valid._id };
  const save = (fields: Fields) => new model(fields).save();
  const update = (change: Fields) => model.updateOne(filter, change).exec();
  const stored = () => model.findOne(filter).lean<Fields>();

  describe(model.modelName, () => {
    afterEach(emptyDatabase);

    it('keeps every field, as data that can be cloned', async () => {
      await save(valid);
      const found = await stored();
      expect(found).toMatchObject(valid);
      expect(structuredClone(found)).toEqual(found);
    });

    it.each(required)('is none without %s', async (field) => {
      const { [field]: _, ...rest } = valid;
      await expect(save(rest)).rejects.toThrow(field);
      await save(valid);
      await expect(update({ $unset: { [field]: 1 } })).rejects.toThrow();
      expect(await stored()).toMatchObject(valid);
    });

    it.each(Object.entries(wrong))('refuses %s', async (_, mistake) => {
      await expect(save({ ...valid, ...mistake })).rejects.toThrow();
      await save(valid);
      await expect(update({ $set: mistake })).rejects.toThrow();
      expect(await stored()).toMatchObject(valid);
    });

    it('refuses fields that it does not know, also in a query', async () => {
      expect(() => new model({ ...valid, colour: 'red' })).toThrow('colour');
      await expect(update({ $set: { colour: 'red' } })).rejects.toThrow('colour');
      await expect(model.findOne({ colour: 'red' }).lean()).rejects.toThrow('colour');
    });
  });
}

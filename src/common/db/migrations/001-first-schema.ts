import mongoose from 'mongoose';
import '../collections/index.js';
import '../../models/index.js';
import type { Migration } from './index.js';

/** Collections must exist before a transaction writes into them; indexes before anything is unique. */
export const firstSchema: Migration = {
  number: 1,
  name: 'first schema',
  async run() {
    for (const model of Object.values(mongoose.models)) {
      await model.createCollection();
      await model.createIndexes();
    }
  },
};

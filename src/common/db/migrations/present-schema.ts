import mongoose from 'mongoose';
import '../collections/index.js';
import '../../models/index.js';

/** Collections must exist before a transaction writes into them; indexes before anything is unique. What is there stays. */
export async function createPresentSchema(): Promise<void> {
  for (const model of Object.values(mongoose.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
}

import mongoose from 'mongoose';
import '../collections/index.js';
import '../../models/index.js';

/** Collections must exist before a transaction writes into them; indexes before anything is unique. Rows stay; an index that is not as it is now is made anew. */
export async function createPresentSchema(): Promise<void> {
  for (const model of Object.values(mongoose.models)) {
    await model.createCollection();
    await model.syncIndexes();
  }
}

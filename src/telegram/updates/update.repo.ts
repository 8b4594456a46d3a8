import { UpdateModel, type UpdateRow } from '@common/db/collections/index.js';
import type { Update } from 'grammy/types';

export interface UpdateRepo {
  /** Keeps a batch and answers those that were not known yet. */
  store(batch: Update[], receivedAt: Date): Promise<Update[]>;
  /** What was kept and never handled to its end, oldest first. */
  unfinished(): Promise<Update[]>;
  /** From now on only its number is known: what it said may be a secret. */
  markHandled(updateId: number, at: Date): Promise<void>;
}

export const updateRepo: UpdateRepo = {
  async store(batch, receivedAt) {
    if (batch.length === 0) return [];
    const { upsertedIds } = await UpdateModel.bulkWrite(
      batch.map((body) => ({
        updateOne: {
          filter: { _id: body.update_id },
          update: { $setOnInsert: { body, receivedAt } },
          upsert: true,
        },
      })),
    );
    return batch.filter((_, index) => index in upsertedIds);
  },
  async unfinished() {
    const rows = await UpdateModel.find({ handledAt: null }).sort({ _id: 1 }).lean<UpdateRow[]>();
    return rows.flatMap(({ body }) => body ?? []);
  },
  async markHandled(updateId, at) {
    await UpdateModel.updateOne({ _id: updateId }, { $set: { handledAt: at }, $unset: { body: 1 } });
  },
};

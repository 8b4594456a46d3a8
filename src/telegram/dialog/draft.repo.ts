import { type Draft, type DraftId, DraftModel } from '@common/db/collections/index.js';
import type { TelegramUserId } from '@common/ids.js';

export type NewDraft = Omit<Draft, 'updatedAt'>;

export interface DraftRepo {
  add(draft: NewDraft): Promise<Draft>;
  find(id: DraftId): Promise<Draft | null>;
  /** The dialog that a person is in: each has at most one. */
  of(telegramId: TelegramUserId): Promise<Draft | null>;
  save(draft: Draft): Promise<void>;
  remove(id: DraftId): Promise<void>;
  removeOf(telegramId: TelegramUserId): Promise<void>;
}

export const draftRepo: DraftRepo = {
  async add(draft) {
    return (await DraftModel.create(draft)).toObject();
  },
  find: (id) => DraftModel.findOne({ _id: id }).lean<Draft>(),
  of: (telegramId) => DraftModel.findOne({ telegramId }).sort({ _id: -1 }).lean<Draft>(),
  async save({ _id, step, answers, screen, complaint }) {
    await DraftModel.updateOne({ _id }, { $set: { step, answers, screen, complaint } });
  },
  async remove(id) {
    await DraftModel.deleteOne({ _id: id });
  },
  async removeOf(telegramId) {
    await DraftModel.deleteMany({ telegramId });
  },
};

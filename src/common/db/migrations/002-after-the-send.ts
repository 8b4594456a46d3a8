import {
  CampaignModel,
  CasinoModel,
  CreativeModel,
  CreatorModel,
  PostHistoryModel,
} from '../../models/index.js';
import type { Migration } from './index.js';

/** What can be taken down, and posts that have actions, get the fields for it. */
export const afterTheSend: Migration = {
  number: 2,
  name: 'after the send',
  async rewrite() {
    const stamp = [{ takenDownAt: { $exists: false } }, { $set: { takenDownAt: null } }] as const;
    await CampaignModel.updateMany(...stamp);
    await CasinoModel.updateMany(...stamp);
    await CreativeModel.updateMany(...stamp);
    await CreatorModel.updateMany(...stamp);
    await PostHistoryModel.updateMany(
      { rev: { $exists: false } },
      { $set: { rev: 0, endedAt: null, takeDownId: null } },
    );
  },
};

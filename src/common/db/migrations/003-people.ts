import { MagicLinkModel } from '../../models/index.js';
import type { Migration } from './index.js';

/** Links remember whom they were meant for, and are kept for a while after they ran out. */
export const people: Migration = {
  number: 3,
  name: 'people',
  async rewrite() {
    await MagicLinkModel.updateMany({ name: { $exists: false } }, { $set: { name: null, noticedAt: null } });
  },
};

import { SessionModel } from '../../models/index.js';
import type { Migration } from './index.js';

/** Sessions slide and rotate; what was stored before could do neither, and was never handed out. */
export const webSessions: Migration = {
  number: 4,
  name: 'web sessions',
  async rewrite() {
    await SessionModel.deleteMany({ endsAt: { $exists: false } });
  },
};

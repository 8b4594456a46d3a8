import type { CampaignId, CreativeId, GroupId } from '@common/ids.js';
import { type ScheduledPost, ScheduledPostModel } from '@common/models/index.js';
import { WAITING } from './post.rules.js';

/** Ads that stand nearer to each other than this take each other's place. */
const NEAR_MS = 15 * 60_000;
/** Enough to warn of. */
const LIMIT = 10;

interface Neighbour {
  groupId: GroupId;
  creativeId: CreativeId;
  /** ms, UTC */
  dueAt: number;
}

/** What other campaigns have waiting for some groups near a time (ms, UTC). */
export async function neighboursOf(
  groupIds: readonly GroupId[],
  at: number,
  except: CampaignId,
): Promise<Neighbour[]> {
  const near = await ScheduledPostModel.find(
    {
      groupId: { $in: [...groupIds] },
      status: { $in: [...WAITING] },
      dueAt: { $gt: new Date(at - NEAR_MS), $lt: new Date(at + NEAR_MS) },
      campaignId: { $ne: except },
    },
    { groupId: 1, creativeId: 1, dueAt: 1 },
  )
    .limit(LIMIT)
    .lean<Pick<ScheduledPost, 'groupId' | 'creativeId' | 'dueAt'>[]>();
  return near.map(({ groupId, creativeId, dueAt }) => ({ groupId, creativeId, dueAt: dueAt.getTime() }));
}

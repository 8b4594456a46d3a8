import type { CampaignId, CreativeId, GroupId } from '@common/ids.js';
import { type ScheduledPost, ScheduledPostModel } from '@common/models/index.js';
import { WAITING } from './post.rules.js';

/** Enough to warn of. */
const LIMIT = 20;

interface Neighbour {
  campaignId: CampaignId;
  groupId: GroupId;
  creativeId: CreativeId;
  /** ms, UTC */
  dueAt: number;
}

/** Whose neighbours are looked for; `kin` are campaigns of the same brand. */
interface Around {
  campaignId: CampaignId;
  groups: readonly GroupId[];
  creatives: readonly CreativeId[];
  kin: readonly CampaignId[];
}

function within(at: number, span: number) {
  return { $gt: new Date(at - span), $lt: new Date(at + span) };
}

/**
 * What other campaigns have waiting for some groups: anything nearer than `near` to a time (ms, UTC), and within `soon`
 * the same creatives and the same brand.
 */
export async function neighboursOf(
  { campaignId, groups, creatives, kin }: Around,
  at: number,
  { near, soon }: { near: number; soon: number },
): Promise<Neighbour[]> {
  const found = await ScheduledPostModel.find(
    {
      groupId: { $in: [...groups] },
      status: { $in: [...WAITING] },
      dueAt: within(at, soon),
      campaignId: { $ne: campaignId },
      $or: [
        { dueAt: within(at, near) },
        { creativeId: { $in: [...creatives] } },
        { campaignId: { $in: [...kin] } },
      ],
    },
    { campaignId: 1, groupId: 1, creativeId: 1, dueAt: 1 },
  )
    .limit(LIMIT)
    .lean<Pick<ScheduledPost, 'campaignId' | 'groupId' | 'creativeId' | 'dueAt'>[]>();
  return found.map(({ dueAt, ...post }) => ({
    campaignId: post.campaignId,
    groupId: post.groupId,
    creativeId: post.creativeId,
    dueAt: dueAt.getTime(),
  }));
}

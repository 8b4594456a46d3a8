import type { CasinoId, ModelId } from '@common/ids.js';
import type { Campaign, CampaignStatus, Placement } from '@common/models/index.js';

/** waiting: it would post, but its deal is not in force. */
export const CAMPAIGN_TRANSITIONS: Record<CampaignStatus, readonly CampaignStatus[]> = {
  draft: ['active', 'waiting', 'archived'],
  waiting: ['active', 'paused', 'archived'],
  active: ['waiting', 'paused', 'ended', 'archived'],
  paused: ['active', 'waiting', 'ended', 'archived'],
  ended: ['active', 'waiting', 'archived'],
  archived: [],
};

export function campaignMayBecome(from: CampaignStatus, to: CampaignStatus): boolean {
  return CAMPAIGN_TRANSITIONS[from].includes(to);
}

/** Where a campaign stands that is meant to post. */
export function postingStatus(dealInForce: boolean): 'active' | 'waiting' {
  return dealInForce ? 'active' : 'waiting';
}

/** The delivery rules of the trade: hours alone on top, hours until it goes. */
export const DELIVERY_HOURS: Record<Placement['rule'], Pick<Placement, 'topHours' | 'deleteAfterHours'>> = {
  none: { topHours: null, deleteAfterHours: null },
  '1/24': { topHours: 1, deleteAfterHours: 24 },
  '2/48': { topHours: 2, deleteAfterHours: 48 },
  '3/72': { topHours: 3, deleteAfterHours: 72 },
};

/** The brand of a campaign, as it stands in other campaigns of it. */
export function brandKeyOf({
  modelId,
  casinoId,
}: Pick<Campaign, 'modelId' | 'casinoId'>): { modelId: ModelId } | { casinoId: CasinoId } {
  if (modelId) return { modelId };
  if (casinoId) return { casinoId };
  throw new Error('a campaign without a brand');
}

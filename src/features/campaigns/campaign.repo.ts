import { handOverOf, type Tx, within } from '@common/db/index.js';
import type { CampaignId, CasinoId, DealId, GroupId, ModelId } from '@common/ids.js';
import { type Campaign, CampaignModel, type CampaignStatus } from '@common/models/index.js';

const PLANNABLE: readonly CampaignStatus[] = ['active', 'waiting', 'paused'];

export function findCampaign(id: CampaignId, tx?: Tx): Promise<Campaign | null> {
  return CampaignModel.findOne({ _id: id }, null, within(tx)).lean<Campaign>();
}

/** Newest first, without those that were put away. */
export function listCampaigns(): Promise<Campaign[]> {
  return CampaignModel.find({ status: { $ne: 'archived' } })
    .sort({ _id: -1 })
    .lean<Campaign[]>();
}

export type NewCampaign = Pick<
  Campaign,
  '_id' | 'name' | 'type' | 'landingUrl' | 'modelId' | 'casinoId' | 'createdBy'
>;

export async function insertCampaign(campaign: NewCampaign, tx: Tx): Promise<Campaign> {
  const [created] = await CampaignModel.create([campaign], { session: tx });
  if (!created) throw new Error('a created campaign was not returned');
  return created.toObject();
}

/** Changes a campaign in its revision; null when it was changed meanwhile. */
export function updateCampaign(
  { _id, rev }: Pick<Campaign, '_id' | 'rev'>,
  change: Partial<Omit<Campaign, '_id' | 'rev'>>,
  tx: Tx,
): Promise<Campaign | null> {
  return CampaignModel.findOneAndUpdate(
    { _id, rev },
    { $set: change, $inc: { rev: 1 } },
    { returnDocument: 'after', session: tx },
  ).lean<Campaign>();
}

/** Enough to warn of. */
const BESIDES = 50;

/** Other campaigns that post into some groups by a schedule. */
export function campaignsBeside(groups: readonly GroupId[], except: CampaignId): Promise<Campaign[]> {
  return CampaignModel.find({
    targetGroups: { $in: [...groups] },
    status: { $in: ['active', 'waiting'] },
    schedule: { $ne: null },
    _id: { $ne: except },
  })
    .limit(BESIDES)
    .lean<Campaign[]>();
}

/** Campaigns with a plan that is materialised up to before `until`, or not at all. */
export async function behindCampaigns(until: Date): Promise<CampaignId[]> {
  const behind = await CampaignModel.find(
    {
      status: { $in: [...PLANNABLE] },
      schedule: { $ne: null },
      $or: [{ plannedUntil: null }, { plannedUntil: { $lt: until } }],
    },
    { _id: 1 },
  ).lean<Pick<Campaign, '_id'>[]>();
  return behind.map(({ _id }) => _id);
}

export async function planRevOf(id: CampaignId): Promise<number | undefined> {
  const campaign = await CampaignModel.findOne({ _id: id }, { planRev: 1 }).lean<Pick<Campaign, 'planRev'>>();
  return campaign?.planRev;
}

/** Stores the watermark, unless the plan was edited since it was read. */
export async function markPlanned(id: CampaignId, planRev: number, until: Date): Promise<void> {
  await CampaignModel.updateOne({ _id: id, planRev }, { $set: { plannedUntil: until } });
}

export function campaignsOfDeal(dealId: DealId, status: CampaignStatus, tx: Tx): Promise<Campaign[]> {
  return CampaignModel.find({ dealId, status }, null, { session: tx }).lean<Campaign[]>();
}

export async function campaignIdsOfBrand(
  brand: { modelId: ModelId } | { casinoId: CasinoId },
  tx?: Tx,
): Promise<CampaignId[]> {
  const campaigns = await CampaignModel.find(brand, { _id: 1 }, within(tx)).lean<Pick<Campaign, '_id'>[]>();
  return campaigns.map(({ _id }) => _id);
}

export const handOverCampaigns = handOverOf(CampaignModel);

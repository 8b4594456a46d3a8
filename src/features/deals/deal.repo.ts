import { handOverOf, type Tx, within } from '@common/db/index.js';
import type { DealId } from '@common/ids.js';
import { type Deal, DealModel, type DealStatus } from '@common/models/index.js';

export function findDeal(id: DealId, tx?: Tx): Promise<Deal | null> {
  return DealModel.findOne({ _id: id }, null, within(tx)).lean<Deal>();
}

/** Newest first. */
export function listDeals(): Promise<Deal[]> {
  return DealModel.find().sort({ _id: -1 }).lean<Deal[]>();
}

export function countDeals(status: DealStatus): Promise<number> {
  return DealModel.countDocuments({ status });
}

export type NewDeal = Pick<
  Deal,
  | '_id'
  | 'modelId'
  | 'casinoId'
  | 'kind'
  | 'terms'
  | 'currency'
  | 'period'
  | 'caps'
  | 'termsHash'
  | 'createdBy'
>;

export async function insertDeal(deal: NewDeal, tx: Tx): Promise<Deal> {
  const [created] = await DealModel.create([deal], { session: tx });
  if (!created) throw new Error('a created deal was not returned');
  return created.toObject();
}

/** Changes a deal in its revision; null when it was changed meanwhile. */
export function updateDeal(
  { _id, rev }: Pick<Deal, '_id' | 'rev'>,
  change: Partial<Pick<Deal, 'status' | 'approvals'>>,
  tx: Tx,
): Promise<Deal | null> {
  return DealModel.findOneAndUpdate(
    { _id, rev },
    { $set: change, $inc: { rev: 1 } },
    { returnDocument: 'after', session: tx },
  ).lean<Deal>();
}

export const handOverDeals = handOverOf(DealModel);

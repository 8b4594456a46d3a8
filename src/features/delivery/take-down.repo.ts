import { TakeDownModel, type TakeDownRow } from '@common/db/collections/index.js';
import { type Tx, within } from '@common/db/index.js';
import type { TakeDownId } from '@common/ids.js';

export async function insertTakeDown(row: TakeDownRow, tx: Tx): Promise<void> {
  await TakeDownModel.create([row], within(tx));
}

export function findTakeDown(id: TakeDownId, tx?: Tx): Promise<TakeDownRow | null> {
  return TakeDownModel.findOne({ _id: id }, null, within(tx)).lean<TakeDownRow>();
}

/** Those that are not at their end. */
export function openTakeDowns(): Promise<TakeDownRow[]> {
  return TakeDownModel.find({ status: { $in: ['sweeping', 'running', 'undoing'] } }).lean<TakeDownRow[]>();
}

/** Moves a take-down on from where it is believed to be; false when it is not there. */
export async function moveTakeDown(
  { _id, status }: Pick<TakeDownRow, '_id' | 'status'>,
  change: Partial<Pick<TakeDownRow, 'status' | 'shown' | 'endedAt'>>,
  tx?: Tx,
): Promise<boolean> {
  const { matchedCount } = await TakeDownModel.updateOne({ _id, status }, { $set: change }, within(tx));
  return matchedCount === 1;
}

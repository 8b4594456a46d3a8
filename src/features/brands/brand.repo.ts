import { handOverOf, type Tx, within } from '@common/db/index.js';
import type { CasinoId, ModelId } from '@common/ids.js';
import { type Casino, CasinoModel, type Creator, CreatorModel } from '@common/models/index.js';

/** A thing in the revision in which it was read. */
interface Versioned<Id> {
  _id: Id;
  rev: number;
}

export function findCreator(id: ModelId, tx?: Tx): Promise<Creator | null> {
  return CreatorModel.findOne({ _id: id }, null, within(tx)).lean<Creator>();
}

export function findCasino(id: CasinoId, tx?: Tx): Promise<Casino | null> {
  return CasinoModel.findOne({ _id: id }, null, within(tx)).lean<Casino>();
}

export function listCreators(): Promise<Creator[]> {
  return CreatorModel.find({ status: 'active' }).sort({ name: 1, _id: 1 }).lean<Creator[]>();
}

export function listCasinos(): Promise<Casino[]> {
  return CasinoModel.find({ status: 'active' }).sort({ brand: 1, _id: 1 }).lean<Casino[]>();
}

export async function insertCreator(
  creator: Pick<Creator, '_id' | 'name' | 'url' | 'createdBy'>,
  tx: Tx,
): Promise<Creator> {
  const [created] = await CreatorModel.create([creator], { session: tx });
  if (!created) throw new Error('a created creator was not returned');
  return created.toObject();
}

export async function insertCasino(
  casino: Pick<Casino, '_id' | 'brand' | 'url' | 'createdBy'>,
  tx: Tx,
): Promise<Casino> {
  const [created] = await CasinoModel.create([casino], { session: tx });
  if (!created) throw new Error('a created casino was not returned');
  return created.toObject();
}

/** Changes a creator in its revision; null when it was changed meanwhile. */
export function updateCreator(
  { _id, rev }: Versioned<ModelId>,
  change: Partial<Pick<Creator, 'takenDownAt' | 'verified18At' | 'geos'>>,
  tx: Tx,
): Promise<Creator | null> {
  return CreatorModel.findOneAndUpdate(
    { _id, rev },
    { $set: change, $inc: { rev: 1 } },
    { returnDocument: 'after', session: tx },
  ).lean<Creator>();
}

/** Changes a casino in its revision; null when it was changed meanwhile. */
export function updateCasino(
  { _id, rev }: Versioned<CasinoId>,
  change: Partial<Pick<Casino, 'takenDownAt' | 'geos' | 'licences' | 'riskLevel'>>,
  tx: Tx,
): Promise<Casino | null> {
  return CasinoModel.findOneAndUpdate(
    { _id, rev },
    { $set: change, $inc: { rev: 1 } },
    { returnDocument: 'after', session: tx },
  ).lean<Casino>();
}

export const handOverCreators = handOverOf(CreatorModel);

export const handOverCasinos = handOverOf(CasinoModel);

import { handOverOf, type Tx, within } from '@common/db/index.js';
import type { CreativeId } from '@common/ids.js';
import { type Creative, CreativeModel } from '@common/models/index.js';

export function findCreative(id: CreativeId, tx?: Tx): Promise<Creative | null> {
  return CreativeModel.findOne({ _id: id }, null, within(tx)).lean<Creative>();
}

/** Newest first. */
export function listCreatives(): Promise<Creative[]> {
  return CreativeModel.find({ status: 'active' }).sort({ _id: -1 }).lean<Creative[]>();
}

/** How many items those of them have that are albums. */
export async function albumSizes(ids: readonly CreativeId[]): Promise<Map<CreativeId, number>> {
  const albums = await CreativeModel.find({ _id: { $in: [...ids] } }, { 'versions.media.kind': 1 }).lean<
    (Pick<Creative, '_id'> & { versions: { media: unknown[] }[] })[]
  >();
  return new Map(
    albums.flatMap(({ _id, versions }) => {
      const size = versions.at(-1)?.media.length ?? 0;
      return size > 1 ? [[_id, size] as const] : [];
    }),
  );
}

export async function insertCreative(
  creative: Pick<Creative, '_id' | 'name' | 'type' | 'versions' | 'createdBy'>,
  tx: Tx,
): Promise<Creative> {
  const [created] = await CreativeModel.create([creative], { session: tx });
  if (!created) throw new Error('a created creative was not returned');
  return created.toObject();
}

/** Changes a creative in its revision; null when it was changed meanwhile. */
export function updateCreative(
  { _id, rev }: Pick<Creative, '_id' | 'rev'>,
  change: Partial<Pick<Creative, 'status' | 'takenDownAt' | 'languages'>>,
  tx: Tx,
): Promise<Creative | null> {
  return CreativeModel.findOneAndUpdate(
    { _id, rev },
    { $set: change, $inc: { rev: 1 } },
    { returnDocument: 'after', session: tx },
  ).lean<Creative>();
}

export const handOverCreatives = handOverOf(CreativeModel);

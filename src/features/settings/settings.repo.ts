import { LeaseModel } from '@common/db/collections/index.js';
import { type Tx, within } from '@common/db/index.js';
import { SETTINGS_ID, type Settings, SettingsModel } from '@common/models/index.js';

export { SETTINGS_ID };

/** The one document, made by whoever asks first. */
export async function readSettings(tx?: Tx): Promise<Settings> {
  const found = await SettingsModel.findOne({ _id: SETTINGS_ID }, null, within(tx)).lean<Settings>();
  if (found) return found;
  // Outside the transaction: an upsert that meets another one inside would abort it.
  const made = await SettingsModel.findOneAndUpdate(
    { _id: SETTINGS_ID },
    { $setOnInsert: { rev: 0 } },
    { upsert: true, returnDocument: 'after', setDefaultsOnInsert: true },
  ).lean<Settings>();
  if (!made) throw new Error('the settings were not made');
  return made;
}

export async function setStopped(stopped: Settings['stopped'], tx: Tx): Promise<Settings | null> {
  // An intent that is open in another snapshot writes this row too: one of the two has to wait for the other.
  await touchPostingLease(tx);
  return SettingsModel.findOneAndUpdate(
    { _id: SETTINGS_ID },
    { $set: { stopped }, $inc: { rev: 1 } },
    { returnDocument: 'after', session: tx },
  ).lean<Settings>();
}

/** Changes the settings in their revision; null when they were changed meanwhile. */
export function updateSettings(
  rev: number,
  change: Partial<Omit<Settings, '_id' | 'rev' | 'stopped'>>,
  tx: Tx,
): Promise<Settings | null> {
  return SettingsModel.findOneAndUpdate(
    { _id: SETTINGS_ID, rev },
    { $set: change, $inc: { rev: 1 } },
    { returnDocument: 'after', session: tx },
  ).lean<Settings>();
}

/** The row that every intent, stop and take-over writes, so that no two of them pass each other unseen. */
export const POSTING_LEASE = 'poster';

export async function touchPostingLease(tx: Tx): Promise<void> {
  await LeaseModel.updateOne({ _id: POSTING_LEASE }, { $inc: { intents: 1 } }, { session: tx });
}

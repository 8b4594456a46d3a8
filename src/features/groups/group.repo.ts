import { type Tx, within } from '@common/db/index.js';
import type { ChatId, GroupId } from '@common/ids.js';
import { type GroupStatus, type TelegramGroup, TelegramGroupModel } from '@common/models/index.js';

export function findGroup(id: GroupId, tx?: Tx): Promise<TelegramGroup | null> {
  return TelegramGroupModel.findOne({ _id: id }, null, within(tx)).lean<TelegramGroup>();
}

export async function findGroups(ids: readonly GroupId[], tx?: Tx): Promise<Map<GroupId, TelegramGroup>> {
  const groups = await TelegramGroupModel.find({ _id: { $in: [...new Set(ids)] } }, null, within(tx)).lean<
    TelegramGroup[]
  >();
  return new Map(groups.map((group) => [group._id, group]));
}

export function findGroupByChat(chatId: ChatId, tx?: Tx): Promise<TelegramGroup | null> {
  return TelegramGroupModel.findOne({ chatId }, null, within(tx)).lean<TelegramGroup>();
}

/** The group that had this chat id before it became a supergroup. */
export function findGroupByFormerChat(chatId: ChatId): Promise<TelegramGroup | null> {
  return TelegramGroupModel.findOne({ formerChatIds: chatId }).lean<TelegramGroup>();
}

/** Removes a group that nobody has given consent for yet. */
export async function removeNewcomer(chatId: ChatId, tx: Tx): Promise<void> {
  await TelegramGroupModel.deleteOne({ chatId, status: 'consent', consentBy: null }, { session: tx });
}

/** The chats that groups have now. */
export async function chatsOf(ids: readonly GroupId[]): Promise<Map<GroupId, ChatId>> {
  const groups = await TelegramGroupModel.find({ _id: { $in: [...new Set(ids)] } }, { chatId: 1 }).lean<
    Pick<TelegramGroup, '_id' | 'chatId'>[]
  >();
  return new Map(groups.map(({ _id, chatId }) => [_id, chatId]));
}

/** By name. */
export function listGroups(statuses: readonly GroupStatus[]): Promise<TelegramGroup[]> {
  return TelegramGroupModel.find({ status: { $in: [...statuses] } })
    .sort({ title: 1, _id: 1 })
    .lean<TelegramGroup[]>();
}

export function countGroups(status: GroupStatus): Promise<number> {
  return TelegramGroupModel.countDocuments({ status });
}

export async function insertGroup(group: Omit<TelegramGroup, 'rev'>, tx: Tx): Promise<TelegramGroup> {
  const [created] = await TelegramGroupModel.create([group], { session: tx });
  if (!created) throw new Error('a created group was not returned');
  return created.toObject();
}

/** Changes a group in its revision; null when it was changed meanwhile. */
export function updateGroup(
  { _id, rev }: Pick<TelegramGroup, '_id' | 'rev'>,
  change: Partial<Omit<TelegramGroup, '_id' | 'rev'>>,
  tx: Tx,
): Promise<TelegramGroup | null> {
  return TelegramGroupModel.findOneAndUpdate(
    { _id, rev },
    { $set: change, $inc: { rev: 1 } },
    { returnDocument: 'after', session: tx },
  ).lean<TelegramGroup>();
}

/** Written in each intent's transaction, so that two intents for one group conflict. */
export async function noteIntents(ids: readonly GroupId[], at: Date, tx: Tx): Promise<void> {
  await TelegramGroupModel.updateMany(
    { _id: { $in: [...ids] } },
    { $set: { lastIntentAt: at } },
    { session: tx },
  );
}

/** The newest message ids that were seen in chats, for whoever looks for a post there later. */
export async function noteMessages(newest: readonly { chatId: ChatId; messageId: number }[]): Promise<void> {
  if (newest.length === 0) return;
  await TelegramGroupModel.bulkWrite(
    newest.map(({ chatId, messageId }) => ({
      updateOne: { filter: { chatId }, update: { $max: { lastMessageId: messageId } } },
    })),
    { ordered: false },
  );
}

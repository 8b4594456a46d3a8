import type { Tx } from '@common/db/transaction.js';
import type { TelegramUserId, UserId } from '@common/ids.js';
import { type User, UserModel } from '@common/models/index.js';

const inTx = (tx: Tx | undefined) => (tx ? { session: tx } : {});

/** The member with this Telegram id, whatever their status. */
export async function findByTelegramId(telegramId: TelegramUserId, tx?: Tx): Promise<User | null> {
  return UserModel.findOne({ telegramId }, null, inTx(tx)).lean<User>();
}

export async function findUser(id: UserId, tx?: Tx): Promise<User | null> {
  return UserModel.findOne({ _id: id }, null, inTx(tx)).lean<User>();
}

/** Active members of a role, in the order in which they joined. */
export async function activeByRole(role: User['role']): Promise<User[]> {
  return UserModel.find({ role, status: 'active' }).sort({ _id: 1 }).lean<User[]>();
}

export async function insertUser(user: User, tx: Tx): Promise<User> {
  const [created] = await UserModel.create([user], { session: tx });
  if (!created) throw new Error('a created user was not returned');
  return created.toObject();
}

export async function hasAdmin(): Promise<boolean> {
  return (await UserModel.exists({ role: 'admin', status: 'active' })) !== null;
}

/** Everybody but those who were removed, in the order in which they joined. */
export async function listMembers(): Promise<User[]> {
  return UserModel.find({ status: { $ne: 'removed' } })
    .sort({ _id: 1 })
    .lean<User[]>();
}

/** Changes a person in their revision; null when they were changed meanwhile. */
export async function updateUser(
  { _id, rev }: Pick<User, '_id' | 'rev'>,
  change: Partial<Omit<User, '_id' | 'rev'>>,
  tx: Tx,
): Promise<User | null> {
  return UserModel.findOneAndUpdate(
    { _id, rev },
    { $set: change, $inc: { rev: 1 } },
    { returnDocument: 'after', session: tx },
  ).lean<User>();
}

/** Counts the admins who can act, and writes to each: of two who demote each other at once, one has to look again. */
export async function touchAdmins(tx: Tx): Promise<number> {
  const { matchedCount } = await UserModel.updateMany(
    { role: 'admin', status: 'active' },
    { $currentDate: { updatedAt: true } },
    { session: tx },
  );
  return matchedCount;
}

export async function noteSeen(id: UserId, lastSeenAt: Date): Promise<void> {
  await UserModel.updateOne({ _id: id }, { $set: { lastSeenAt } });
}

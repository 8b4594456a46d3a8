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

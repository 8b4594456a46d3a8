import type { TelegramUserId, UserId } from '@common/ids.js';
import type { ScheduledPost } from '@common/models/index.js';

/** How people are reached. */
export interface Reach {
  adminIds(): Promise<TelegramUserId[]>;
  telegramIdOf(userId: UserId): Promise<TelegramUserId | undefined>;
}

/** Who is told of a post that needs somebody: the admins, and whoever scheduled it. */
export async function toldOf(
  { createdBy }: Pick<ScheduledPost, 'createdBy'>,
  reach: Reach,
): Promise<TelegramUserId[]> {
  const owner = createdBy === null ? undefined : await reach.telegramIdOf(createdBy);
  return [...new Set([...(await reach.adminIds()), ...(owner === undefined ? [] : [owner])])];
}

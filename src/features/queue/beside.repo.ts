import { type Tx, within } from '@common/db/index.js';
import type { ChatId, GroupId } from '@common/ids.js';
import { type ScheduledPost, ScheduledPostModel } from '@common/models/index.js';
import { NEEDS_PERSON, WAITING } from './post.rules.js';

/**
 * Writes the rows of posts that may be in their group already, and nothing in them: an acknowledgement in another
 * snapshot conflicts, and sees in its next try what was changed beside.
 */
export async function touchOnTheirWay(
  posts: {
    [Key in 'campaignId' | 'groupId' | 'creativeId']?: ScheduledPost[Key] | { $in: ScheduledPost[Key][] };
  },
  tx: Tx,
): Promise<void> {
  await ScheduledPostModel.updateMany(
    { ...posts, status: { $in: ['sending', ...NEEDS_PERSON] } },
    { $inc: { rev: 1 } },
    within(tx),
  );
}

/** Posts of a group that has another chat now, as far as they have not left for the old one. */
export async function rewriteChat(groupId: GroupId, chatId: ChatId, tx: Tx): Promise<void> {
  await ScheduledPostModel.updateMany(
    { groupId, status: { $in: [...WAITING] }, chatId: { $ne: null } },
    { $set: { chatId, lastKnownMessageId: null } },
    within(tx),
  );
}

/** Wakes what waits for a group that takes ads again. */
export async function wakeGroup(groupId: GroupId, now: Date, tx: Tx): Promise<void> {
  await ScheduledPostModel.updateMany(
    { groupId, status: 'due', dueAt: { $lte: now } },
    { $set: { wakeAt: now } },
    within(tx),
  );
}

/** How many posts are planned in a group and have not left. */
export function waitingFor(groupId: GroupId): Promise<number> {
  return ScheduledPostModel.countDocuments({ groupId, status: { $in: [...WAITING] } });
}

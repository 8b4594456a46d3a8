import type { Clock } from '@common/clock.js';
import type { Tx } from '@common/db/index.js';
import type { ChatId, TelegramUserId } from '@common/ids.js';
import type { TelegramGroup } from '@common/models/index.js';
import type { Notifications } from '../notifications/index.js';
import { rewriteChat, touchOnTheirWay } from '../queue/index.js';
import { asMoved } from './actions.rules.js';
import { pendingInChat, updateEntry } from './post-history.repo.js';
import { MOVED_CARD } from './trouble.card.js';

interface NoticeDeps {
  notifications: Pick<Notifications, 'announce' | 'refresh'>;
  adminIds(): Promise<TelegramUserId[]>;
}

interface MovedDeps extends NoticeDeps {
  clock: Clock;
}

/** Tells the admins of posts that stand where Herald can't reach them: one card for each time that a group moved. */
export async function tellMoved(
  { notifications, adminIds }: NoticeDeps,
  group: TelegramGroup,
  tx: Tx,
): Promise<void> {
  const thing = { kind: MOVED_CARD, thingId: group._id };
  await notifications.announce(tx, { ...thing, thingRev: group.formerChatIds.length, to: await adminIds() });
  await notifications.refresh(tx, thing);
}

/**
 * What a group's becoming a supergroup means for its posts: those to come go to the new chat; those that stand keep
 * the old one, where nothing can be done to them any more, and the admins are told.
 */
export function createGroupMoved(deps: MovedDeps) {
  return async (group: TelegramGroup, from: ChatId, tx: Tx): Promise<void> => {
    await rewriteChat(group._id, group.chatId, tx);
    await touchOnTheirWay({ groupId: group._id }, tx);
    const pending = await pendingInChat(from, tx);
    for (const entry of pending)
      await updateEntry(entry, { actions: asMoved(entry.actions, deps.clock.now()) }, tx);
    if (pending.length > 0) await tellMoved(deps, group, tx);
  };
}

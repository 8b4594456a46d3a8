import type { Clock } from '@common/clock.js';
import type { Tx } from '@common/db/index.js';
import type { ChatId, TelegramUserId } from '@common/ids.js';
import type { TelegramGroup } from '@common/models/index.js';
import type { Notifications } from '../notifications/index.js';
import { rewriteChat, touchOnTheirWay } from '../queue/index.js';
import { asMoved } from './actions.rules.js';
import { pendingInChat, updateEntry } from './post-history.repo.js';
import { MOVED_CARD } from './trouble.card.js';

interface MovedDeps {
  clock: Clock;
  notifications: Pick<Notifications, 'announce'>;
  adminIds(): Promise<TelegramUserId[]>;
}

/**
 * What a group's becoming a supergroup means for its posts: those to come go to the new chat; those that stand keep
 * the old one, where nothing can be done to them any more, and the admins are told.
 */
export function createGroupMoved({ clock, notifications, adminIds }: MovedDeps) {
  return async (group: TelegramGroup, from: ChatId, tx: Tx): Promise<void> => {
    await rewriteChat(group._id, group.chatId, tx);
    await touchOnTheirWay({ groupId: group._id }, tx);
    const pending = await pendingInChat(from, tx);
    for (const entry of pending)
      await updateEntry(entry, { actions: asMoved(entry.actions, clock.now()) }, tx);
    if (pending.length === 0) return;
    const cause = { kind: MOVED_CARD, thingId: group._id, thingRev: group.rev };
    await notifications.announce(tx, { ...cause, to: await adminIds() });
  };
}

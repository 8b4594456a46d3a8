import type { Tx } from '@common/db/index.js';
import type { Message } from '@common/i18n/index.js';
import type { ScheduledPost } from '@common/models/index.js';
import { historyEntry } from './ack.service.js';
import type { AfterSend } from './after-send.js';
import { findByMessage, writeHistory } from './post-history.repo.js';
import { wasSeen } from './seen-message.repo.js';

/**
 * Gives a post its place in the history that a person has found in its group; where and when is their word, unless it
 * is known to be wrong: then a reason.
 */
export function createRecordSent(afterSend: Pick<AfterSend, 'actionsFor'>) {
  return async (post: ScheduledPost, sentAt: Date, tx: Tx): Promise<Message | null> => {
    const { chatId, messageId } = post;
    if (chatId !== null && messageId !== null) {
      if (await wasSeen(chatId, messageId)) return { key: 'confirm-not-ours' };
      if (await findByMessage(chatId, messageId)) return { key: 'confirm-other-post' };
    }
    const [actions = []] = await afterSend.actionsFor([{ post, sentAt }], tx);
    await writeHistory([historyEntry(post, { status: 'sent', sentAt, reason: null, actions })], tx);
    return null;
  };
}

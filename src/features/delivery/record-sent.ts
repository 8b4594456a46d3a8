import type { Clock } from '@common/clock.js';
import type { Tx } from '@common/db/index.js';
import type { Message } from '@common/i18n/index.js';
import type { PostAction, ScheduledPost } from '@common/models/index.js';
import { touchedIn } from '../queue/index.js';
import { historyEntry } from './ack.service.js';
import { planned } from './actions.rules.js';
import type { AfterSend } from './after-send.js';
import { findByMessage, writeHistory } from './post-history.repo.js';
import { wasSeen } from './seen-message.repo.js';

/**
 * Gives a post its place in the history that a person has found in its group; where and when is their word, unless it
 * is known to be wrong: then a reason.
 */
export function createRecordSent({ clock, afterSend }: { clock: Clock; afterSend: AfterSend }) {
  /** The prober's own edit may have put another keyboard under it. */
  async function mend({ chatId, messageId }: ScheduledPost): Promise<PostAction[]> {
    const touched = chatId === null ? [] : await touchedIn(chatId);
    return touched.some((one) => one.messageId === messageId) ? [planned('restore', clock.now())] : [];
  }

  return async (post: ScheduledPost, sentAt: Date, tx: Tx): Promise<Message | null> => {
    const { chatId, messageId } = post;
    if (chatId !== null && messageId !== null) {
      if (await wasSeen(chatId, messageId)) return { key: 'confirm-not-ours' };
      if (await findByMessage(chatId, messageId)) return { key: 'confirm-other-post' };
    }
    const actions = [...(await mend(post)), ...(await afterSend.actionsFor(post, sentAt, tx))];
    await writeHistory(historyEntry(post, { status: 'sent', sentAt, reason: null, actions }), tx);
    return null;
  };
}

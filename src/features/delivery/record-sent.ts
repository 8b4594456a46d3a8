import type { Tx } from '@common/db/index.js';
import type { ScheduledPost } from '@common/models/index.js';
import { historyEntry } from './ack.service.js';
import { writeHistory } from './post-history.repo.js';

/** Gives a post its place in the history that a person has found in its group; when it was sent is their word. */
export function recordSent(post: ScheduledPost, sentAt: Date, tx: Tx): Promise<void> {
  return writeHistory(historyEntry(post, { status: 'sent', sentAt, reason: null }), tx);
}

import type { Message } from '@common/i18n/index.js';
import type { Id, TelegramUserId } from '@common/ids.js';

export type DraftId = Id<'draft'>;

/** A dialog that somebody is in, or has left unfinished. */
export interface Draft {
  _id: DraftId;
  /** The person in whose private chat it runs. */
  telegramId: TelegramUserId;
  dialog: string;
  step: string;
  answers: Record<string, unknown>;
  targetId: string;
  /** Where the question stands, and whether it is the newest message, so that it may be edited. */
  screen: { messageId: number; newest: boolean } | null;
  /** Why the last input did not fit; shown above the question. */
  complaint: Message | null;
  /** Grows with each answer. */
  rev: number;
}

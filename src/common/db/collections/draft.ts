import type { Message } from '@common/i18n/index.js';
import type { Id, TelegramUserId } from '@common/ids.js';
import { model, Schema } from 'mongoose';
import { documentSchema } from '../../models/schema.js';

export type DraftId = Id<'draft'>;

/** A dialog that somebody is in, or has left unfinished. */
export interface Draft {
  _id: DraftId;
  /** The person in whose private chat it runs. */
  telegramId: TelegramUserId;
  dialog: string;
  step: string;
  /** Read through the dialog's own schema. */
  answers: Record<string, unknown>;
  /** The id that the thing being made will have. */
  targetId: string;
  /** Where the question stands, and whether it is the newest message, so that it may be edited. */
  screen: { messageId: number; newest: boolean } | null;
  /** Why the last input did not fit; shown above the question. */
  complaint: Message | null;
  updatedAt: Date;
}

const A_MONTH_S = 30 * 86_400;

const schema = documentSchema<Draft>({
  telegramId: { type: Number, required: true },
  dialog: { type: String, required: true },
  step: { type: String, default: '' },
  answers: { type: Schema.Types.Mixed, default: {} },
  targetId: { type: String, required: true },
  screen: { type: Schema.Types.Mixed, default: null },
  complaint: { type: Schema.Types.Mixed, default: null },
});

// A person's unfinished dialogs, newest first.
schema.index({ telegramId: 1, _id: -1 });
schema.index({ updatedAt: 1 }, { expireAfterSeconds: A_MONTH_S });

export const DraftModel = model<Draft>('draft', schema);

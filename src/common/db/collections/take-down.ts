import type { TakeDownId, TelegramUserId } from '@common/ids.js';
import { model } from 'mongoose';
import { documentSchema, part } from '../../models/schema.js';

export const TAKE_DOWN_KINDS = ['creative', 'campaign', 'onlyfans', 'casino'] as const;
export const TAKE_DOWN_STATUSES = ['sweeping', 'running', 'done', 'undoing', 'undone'] as const;

/** What is taken down: a creative, a campaign, or a brand by its type. */
export interface TakeDownThing {
  kind: (typeof TAKE_DOWN_KINDS)[number];
  id: string;
}

/** The taking away of all that stands of a thing, from the order to its end. */
export interface TakeDownRow {
  _id: TakeDownId;
  thing: TakeDownThing;
  at: Date;
  /** sweeping: posts are still being found; running: all are found, some still stand; undoing: ends are taken back. */
  status: (typeof TAKE_DOWN_STATUSES)[number];
  /** The message that shows how far it is. */
  shownTo: TelegramUserId;
  messageId: number;
  /** What it shows, so that the same is not shown twice. */
  shown: string;
  endedAt: Date | null;
}

const schema = documentSchema<TakeDownRow>({
  thing: {
    type: part({
      kind: { type: String, required: true, enum: TAKE_DOWN_KINDS },
      id: { type: String, required: true },
    }),
    required: true,
  },
  at: { type: Date, required: true },
  status: { type: String, required: true, enum: TAKE_DOWN_STATUSES },
  shownTo: { type: Number, required: true },
  messageId: { type: Number, required: true },
  shown: { type: String, default: '' },
  endedAt: { type: Date, default: null },
});

// Those that are not at their end.
schema.index({ status: 1 });

export const TakeDownModel = model<TakeDownRow>('take-down', schema, 'take-downs');

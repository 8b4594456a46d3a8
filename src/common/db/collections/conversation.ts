import { model, Schema } from 'mongoose';

/** Where a person's conversation waits, as grammY keeps it. */
export interface ConversationRow {
  /** The private chat, which is the person. */
  _id: number;
  /** Raised by whoever leaves the conversation: a write of an older generation is refused. */
  generation: number;
  state: unknown;
}

export const ConversationModel = model<ConversationRow>(
  'conversation',
  new Schema<ConversationRow>(
    {
      _id: { type: Number, required: true },
      generation: { type: Number, default: 0 },
      state: { type: Schema.Types.Mixed, default: null },
    },
    { versionKey: false, strict: 'throw', minimize: false },
  ),
);

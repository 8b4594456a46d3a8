import { ConversationModel } from '@common/db/collections/index.js';
import type { ConversationData, VersionedState, VersionedStateStorage } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import { mongo } from 'mongoose';

type State = VersionedState<ConversationData>;

/** Conversations run in private chats only, one a person. */
function keyOf(ctx: Context): number {
  if (ctx.chat?.type !== 'private') throw new Error('a conversation outside a private chat');
  return ctx.chat.id;
}

/**
 * Keeps where conversations wait. A write counts only while nobody has left the conversation since it was read, so
 * that an update that hangs can't bring a dialog back that the person has cancelled.
 */
export function conversationStorage(): VersionedStateStorage<Context, ConversationData> {
  const generations = new WeakMap<Context, number>();

  async function write(ctx: Context, state: State | null): Promise<void> {
    const generation = generations.get(ctx) ?? 0;
    const filter = { _id: keyOf(ctx), generation };
    await ConversationModel.updateOne(filter, { $set: { state } }, { upsert: generation === 0 }).catch(
      (error: unknown) => {
        // The row is there with a higher generation: the conversation was left meanwhile.
        if (!(error instanceof mongo.MongoServerError) || error.code !== 11000) throw error;
      },
    );
  }

  return {
    async read(ctx) {
      const row = await ConversationModel.findOne({ _id: keyOf(ctx) }).lean<{
        generation: number;
        state: State | null;
      }>();
      generations.set(ctx, row?.generation ?? 0);
      return row?.state ?? undefined;
    },
    write,
    delete: (ctx) => write(ctx, null),
  };
}

/** Ends whatever conversation a person is in, for good. */
export async function leaveConversation(chatId: number): Promise<void> {
  await ConversationModel.updateOne(
    { _id: chatId },
    { $inc: { generation: 1 }, $set: { state: null } },
    { upsert: true },
  );
}

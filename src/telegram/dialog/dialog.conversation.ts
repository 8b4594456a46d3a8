import type { DraftId } from '@common/db/collections/index.js';
import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import type { HeraldContext } from '../context.js';
import { readDialogPress } from './question.view.js';
import type { Stage, Turn } from './stage.js';

/** The one conversation that plays every dialog; grammY keeps where it waits, the draft keeps what was answered. */
export const DIALOG_CONVERSATION = 'dialog';

/** Raise it when the builder below changes: states of another version are dropped, and drafts go on from their step. */
export const DIALOG_VERSION = 1;

function isAnswer(ctx: Context, draftId: DraftId): boolean {
  if (ctx.callbackQuery) return readDialogPress(ctx.callbackQuery.data ?? '', draftId) !== undefined;
  return ctx.message !== undefined && !ctx.message.text?.startsWith('/');
}

/**
 * Asks, waits, takes, and rewinds to the beginning: each turn replays two steps, however long the dialog, and the
 * stored state never grows. All I/O is in `external`; commands and foreign buttons pass on to their own handlers.
 */
export function createDialogConversation(stage: Stage) {
  return async (
    conversation: Conversation<HeraldContext>,
    _ctx: Context,
    draftId: DraftId,
  ): Promise<void> => {
    const start = conversation.checkpoint();
    const step = await conversation.external(() => stage.ask(draftId));
    if (step === undefined) return;
    let turn: Turn;
    do {
      const answer = await conversation.waitUntil((ctx) => isAnswer(ctx, draftId), { next: true });
      turn = await conversation.external(() => stage.take(draftId, step, answer.update));
    } while (turn === 'ignored');
    if (turn === 'asked') await conversation.rewind(start);
  };
}

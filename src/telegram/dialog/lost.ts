import type { MiddlewareFn } from 'grammy';
import { type HeraldContext, isTeam } from '../context.js';
import { DIALOG_CONVERSATION } from './dialog.conversation.js';
import type { DraftRepo } from './draft.repo.js';
import type { DialogDoor } from './enter.js';
import { readDialogPress } from './question.view.js';

/**
 * Goes on with a dialog whose conversation is gone while its draft is there, as after an upgrade that changes how
 * dialogs are played: the present question is asked again, with all that was answered.
 */
export function resumeLostDialog(drafts: DraftRepo, door: DialogDoor): MiddlewareFn<HeraldContext> {
  return async (ctx, next) => {
    if (!isTeam(ctx) || ctx.chat?.type !== 'private') return next();
    if (ctx.conversation.active(DIALOG_CONVERSATION) > 0) return next();
    const data = ctx.callbackQuery?.data;
    if (data === undefined && (!ctx.message || ctx.message.text?.startsWith('/'))) return next();
    const draft = await drafts.of(ctx.actor.telegramId);
    if (!draft || (data !== undefined && !readDialogPress(data, draft._id))) return next();
    await door.resume(ctx, draft._id);
  };
}

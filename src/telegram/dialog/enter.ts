import type { DraftId } from '@common/db/collections/index.js';
import type { Message } from '@common/i18n/index.js';
import { newId } from '@common/ids.js';
import type { TeamContext } from '../context.js';
import { DIALOG_CONVERSATION } from './dialog.conversation.js';
import type { AnyDialog } from './dialog.js';
import type { DraftRepo } from './draft.repo.js';

/** Where a dialog begins: what is already known, at which step (the first), and what was wrong with what was sent. */
export interface DialogStart {
  answers?: Record<string, unknown>;
  step?: string;
  complaint?: Message | null;
}

export interface DialogDoor {
  /** Begins a dialog. One that the person is in ends. */
  enter(ctx: TeamContext, dialog: Pick<AnyDialog, 'id'>, start?: DialogStart): Promise<void>;
  /** Goes on with a draft. */
  resume(ctx: TeamContext, draftId: DraftId): Promise<void>;
}

export function createDialogDoor(drafts: DraftRepo): DialogDoor {
  async function resume(ctx: TeamContext, draftId: DraftId): Promise<void> {
    await ctx.conversation.exitAll();
    await ctx.conversation.enter(DIALOG_CONVERSATION, draftId);
  }
  return {
    resume,
    async enter(ctx, dialog, { answers = {}, step = '', complaint = null } = {}) {
      const pressed = ctx.callbackQuery?.message?.message_id;
      await drafts.removeOf(ctx.actor.telegramId);
      const draft = await drafts.add({
        _id: newId<DraftId>(),
        telegramId: ctx.actor.telegramId,
        dialog: dialog.id,
        step,
        answers,
        targetId: newId(),
        screen: pressed === undefined ? null : { messageId: pressed, newest: true },
        complaint,
      });
      await resume(ctx, draft._id);
    },
  };
}

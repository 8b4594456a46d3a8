import { asChatId } from '@common/ids.js';
import type { Logger } from '@common/logger.js';
import { Composer } from 'grammy';
import type { HeraldContext } from '../../telegram/context.js';
import { findByMessage } from './post-history.repo.js';

/** Takes "Herald pinned a message" away, which says nothing that the pinned ad does not say itself. */
export function pinNoticeComposer(log: Logger): Composer<HeraldContext> {
  const composer = new Composer<HeraldContext>();
  composer.on(['message:pinned_message', 'channel_post:pinned_message'], async (ctx, next) => {
    const { chat, pinned_message: pinned } = ctx.msg;
    const post = await findByMessage(asChatId(chat.id), pinned.message_id);
    // A person's own pin is theirs.
    const isOurs =
      post?.actions.some(({ kind }) => kind === 'pin') && (ctx.from?.id ?? ctx.me.id) === ctx.me.id;
    if (isOurs)
      await ctx.api
        .deleteMessage(chat.id, ctx.msg.message_id)
        .catch((error: unknown) => log.info({ err: error }, 'the notice of a pin stays'));
    await next();
  });
  return composer;
}

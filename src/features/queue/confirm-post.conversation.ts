import type { Actor } from '@common/actor.js';
import { t } from '@common/i18n/index.js';
import { isId, type PostId } from '@common/ids.js';
import type { ScheduledPost } from '@common/models/index.js';
import { done, isRefused, refuse } from '@common/outcome.js';
import type { Message } from 'grammy/types';
import { z } from 'zod';
import { type AnyDialog, defineDialog, type Step, type Verdict } from '../../telegram/dialog/dialog.js';
import type { Screen } from '../../telegram/screen.js';
import { readPostLink } from './post-link.rules.js';
import type { UncertainDecisions } from './uncertain.service.js';

const answersSchema = z.object({
  postId: z.string().optional(),
  postRev: z.number().optional(),
  messageId: z.number().nullable().optional(),
  /** ms, UTC */
  at: z.number().nullable().optional(),
});
type Answers = { postId: string; postRev: number; messageId: number | null; at: number | null };

export interface ConfirmDeps {
  decisions: Pick<UncertainDecisions, 'confirm'>;
  find(id: PostId): Promise<ScheduledPost | null>;
  card(post: ScheduledPost, actor: Actor): Promise<Screen>;
  /** What stands for the post's chat in links to its messages. */
  chatInLinks(post: ScheduledPost): Promise<string[]>;
  /** Whether the post may have been sent at this time (s, UTC). */
  fitsTime(post: ScheduledPost, date: number): boolean;
}

/** A forward tells when the message was sent; only one from a channel also tells which it is. */
function readForward(
  deps: ConfirmDeps,
  post: ScheduledPost,
  { forward_origin: origin }: Message,
): Verdict<Answers> | undefined {
  if (!origin) return undefined;
  if (!deps.fitsTime(post, origin.date)) return { complain: { key: 'confirm-other-time' } };
  const named = origin.type === 'channel' && origin.chat.id === post.chatId;
  return { next: { at: origin.date * 1000, messageId: named ? origin.message_id : null } };
}

function whereStep(deps: ConfirmDeps): Step<Answers> {
  return {
    id: 'where',
    ask: async ({ actor: { locale } }) => ({
      body: { text: t(locale, 'confirm-ask') },
      rows: [[{ text: t(locale, 'confirm-without'), value: 'without' }]],
    }),
    async take(input, { answers: { postId = '' } }) {
      if (input.kind === 'press') return { next: { messageId: null, at: null } };
      const post = isId<PostId>(postId) ? await deps.find(postId) : null;
      if (!post) return { complain: { key: 'refused-gone' } };
      const forward = readForward(deps, post, input.message);
      if (forward) return forward;
      const link = readPostLink(input.message.text ?? '');
      if (!link) return { complain: { key: 'confirm-no-link' } };
      if (!(await deps.chatInLinks(post)).includes(link.chat))
        return { complain: { key: 'confirm-other-group' } };
      return { next: { messageId: link.messageId, at: null } };
    },
  };
}

/** A person has found a post in its group, and says where. */
export function createConfirmDialog(deps: ConfirmDeps): AnyDialog {
  return defineDialog<Answers>({
    id: 'confirm-post',
    title: { key: 'confirm-title' },
    answers: answersSchema as z.ZodType<Partial<Answers>>,
    steps: [whereStep(deps)],
    async finish({ actor, answers: { postId = '', postRev = 0, messageId = null, at = null } }) {
      if (!isId<PostId>(postId)) return refuse({ key: 'refused-gone' });
      const outcome = await deps.decisions.confirm(actor, postId, postRev, { messageId, at });
      return isRefused(outcome) ? outcome : done(await deps.card(outcome.ok, actor));
    },
  });
}

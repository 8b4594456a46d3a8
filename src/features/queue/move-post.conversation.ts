import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { t } from '@common/i18n/index.js';
import { isId, type PostId } from '@common/ids.js';
import type { ScheduledPost } from '@common/models/index.js';
import { done, isRefused, refuse } from '@common/outcome.js';
import { formatDistance, formatMoment, instantOf, localTimeAt, plusDays } from '@common/time.js';
import { z } from 'zod';
import { type AnyDialog, defineDialog, type Step } from '../../telegram/dialog/dialog.js';
import { momentStep } from '../../telegram/dialog/moment-step.js';
import type { Screen } from '../../telegram/screen.js';
import type { PostDecisions } from './post-decisions.service.js';

const answersSchema = z.object({
  postId: z.string().optional(),
  postRev: z.number().optional(),
  /** ms, UTC */
  dueAt: z.number().optional(),
  /** What the calendar shows. */
  view: z.string().optional(),
});
type Answers = { postId: string; postRev: number; dueAt: number; view: string };

interface MoveDeps {
  clock: Clock;
  decisions: Pick<PostDecisions, 'move'>;
  card(post: ScheduledPost, actor: Actor): Promise<Screen>;
}

const HOUR_MS = 3_600_000;

function timeStep({ clock }: MoveDeps): Step<Answers> {
  return momentStep<Answers>({
    clock,
    ask: async ({ actor: { locale, timezone } }) => t(locale, 'move-ask-time', { zone: timezone }),
    async shortcuts({ actor: { locale, timezone } }) {
      const now = clock.now();
      const tomorrow = instantOf(plusDays(localTimeAt(now, timezone), 1), timezone);
      return [
        { text: t(locale, 'schedule-hour'), at: now + HOUR_MS },
        { text: t(locale, 'schedule-tomorrow'), at: tomorrow },
      ];
    },
  });
}

/** Times are read back before they count. */
function reviewStep({ clock }: MoveDeps): Step<Answers> {
  return {
    id: 'review',
    async ask({ actor: { locale, timezone }, answers: { dueAt = 0 } }) {
      const moment = formatMoment(dueAt, timezone, locale);
      const when = `${moment} (${timezone}), ${formatDistance(clock.now(), dueAt, locale)}`;
      return {
        body: { text: t(locale, 'move-review', { when }) },
        rows: [[{ text: t(locale, 'move-save'), value: 'save' }]],
      };
    },
    take: async (input) => (input.kind === 'press' ? { next: {} } : { complain: { key: 'expects-button' } }),
  };
}

/** Another time for one post. */
export function createMoveDialog(deps: MoveDeps): AnyDialog {
  return defineDialog<Answers>({
    id: 'move-post',
    title: { key: 'move-title' },
    answers: answersSchema as z.ZodType<Partial<Answers>>,
    steps: [timeStep(deps), reviewStep(deps)],
    async finish({ actor, answers: { postId = '', postRev = 0, dueAt = 0 } }) {
      if (!isId<PostId>(postId)) return refuse({ key: 'refused-gone' });
      const outcome = await deps.decisions.move(actor, postId, postRev, dueAt);
      return isRefused(outcome) ? outcome : done(await deps.card(outcome.ok, actor));
    },
  });
}

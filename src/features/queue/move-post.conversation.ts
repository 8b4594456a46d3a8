import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { t } from '@common/i18n/index.js';
import { isId, type PostId } from '@common/ids.js';
import type { ScheduledPost } from '@common/models/index.js';
import { done, isRefused, refuse } from '@common/outcome.js';
import { formatDistance, formatMoment, instantOf } from '@common/time.js';
import { z } from 'zod';
import { type AnyDialog, defineDialog, type Step } from '../../telegram/dialog/dialog.js';
import type { Screen } from '../../telegram/screen.js';
import { readTypedTime } from '../../telegram/typed-time.js';
import type { PostDecisions } from './post-decisions.service.js';

const answersSchema = z.object({
  postId: z.string().optional(),
  postRev: z.number().optional(),
  /** ms, UTC */
  dueAt: z.number().optional(),
});
type Answers = { postId: string; postRev: number; dueAt: number };

interface MoveDeps {
  clock: Clock;
  decisions: Pick<PostDecisions, 'move'>;
  card(post: ScheduledPost, actor: Actor): Promise<Screen>;
}

/** From now on, in ms. */
const PRESETS: Record<string, number> = { hour: 3_600_000, day: 86_400_000 };

function timeStep({ clock }: MoveDeps): Step<Answers> {
  return {
    id: 'time',
    ask: async ({ actor: { locale, timezone } }) => ({
      body: { text: t(locale, 'move-ask-time', { zone: timezone }) },
      rows: [
        [
          { text: t(locale, 'schedule-hour'), value: 'hour' },
          { text: t(locale, 'schedule-tomorrow'), value: 'day' },
        ],
      ],
    }),
    async take(input, { actor }) {
      const now = clock.now();
      if (input.kind === 'press') {
        const span = PRESETS[input.value];
        return span ? { next: { dueAt: now + span } } : { complain: { key: 'expects-button' } };
      }
      const text = input.message.text ?? '';
      const read = readTypedTime(text, { now, zone: actor.timezone });
      if ('local' in read) return { next: { dueAt: instantOf(read.local, actor.timezone) } };
      return { complain: { key: `time-${read.unclear}`, args: { text: text.slice(0, 60) } } };
    },
  };
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

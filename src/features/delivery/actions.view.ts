import type { Actor } from '@common/actor.js';
import { say, t } from '@common/i18n/index.js';
import type { PostAction, PostHistory } from '@common/models/index.js';
import { formatMoment } from '@common/time.js';

function lineOf({ kind, nextAt, doneAt, result }: PostAction, { locale, timezone }: Actor): string[] {
  const trouble = result ? [`⚠️ ${say(locale, result)}`] : [];
  const at = nextAt ?? doneAt;
  // What was dropped, or given up, is told by why; a check that is to come is nobody's business.
  if (!at || (result && !nextAt) || (nextAt && kind === 'check')) return trouble;
  const when = formatMoment(at.getTime(), timezone, locale);
  return [
    t(locale, nextAt ? `action-due-${kind as Exclude<typeof kind, 'check'>}` : `action-done-${kind}`, {
      when,
    }),
    ...trouble,
  ];
}

/** What was done to a post after it was sent, what is to come, and what could not be done. */
export function actionLines({ actions }: Pick<PostHistory, 'actions'>, actor: Actor): string[] {
  return actions.flatMap((action) => lineOf(action, actor));
}

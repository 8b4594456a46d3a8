import type { Actor } from '@common/actor.js';
import { say, t } from '@common/i18n/index.js';
import type { PostAction, PostHistory } from '@common/models/index.js';
import { formatMoment } from '@common/time.js';

type Acted = Pick<PostHistory, 'actions'>;

function troubleOf({ result }: PostAction, { locale }: Actor): string[] {
  return result ? [`⚠️ ${say(locale, result)}`] : [];
}

/** What was done to a post after it was sent, or was given up, and when (ms, UTC). */
export function doneLines({ actions }: Acted, actor: Actor): { at: number; text: string }[] {
  const { locale, timezone } = actor;
  return actions.flatMap((action) => {
    const { kind, nextAt, doneAt, result } = action;
    if (nextAt || !doneAt) return [];
    const at = doneAt.getTime();
    // What was dropped, or given up, is told by why.
    const lines = result
      ? troubleOf(action, actor)
      : [t(locale, `action-done-${kind}`, { when: formatMoment(at, timezone, locale) })];
    return lines.map((text) => ({ at, text }));
  });
}

/** What is still to be done to a post; a check that is to come is nobody's business. */
export function dueLines({ actions }: Acted, actor: Actor): string[] {
  const { locale, timezone } = actor;
  return actions.flatMap((action) => {
    const { kind, nextAt } = action;
    if (!nextAt) return [];
    const when = formatMoment(nextAt.getTime(), timezone, locale);
    const line = kind === 'check' ? [] : [t(locale, `action-due-${kind}`, { when })];
    return [...line, ...troubleOf(action, actor)];
  });
}

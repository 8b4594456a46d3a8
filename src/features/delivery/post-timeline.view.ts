import type { Actor } from '@common/actor.js';
import { type MessageKey, t } from '@common/i18n/index.js';
import type { AuditEntry, PostHistory, PostStatus, ScheduledPost } from '@common/models/index.js';
import { formatMoment } from '@common/time.js';
import { doneLines, dueLines } from './actions.view.js';

/** All that is written down about one post. */
export interface PostPast {
  post: ScheduledPost;
  history: PostHistory | null;
  /** What people decided about it, with the name of each. */
  decisions: readonly { entry: AuditEntry; name: string }[];
}

/** Something that happened; ms, UTC. */
interface Moment {
  at: number;
  text: string;
}

/** More than this makes no card better: the latest are shown. */
const SHOWN = 8;

/** What people decide, by the action's name in the audit log. */
const DECISIONS: Readonly<Record<string, MessageKey & `past-by-${string}`>> = {
  'post.cancel': 'past-by-cancel',
  'post.confirm': 'past-by-confirm',
  'post.retry': 'past-by-retry',
  'post.override': 'past-by-override',
  'post.swap': 'past-by-swap',
  'post.send-again': 'past-by-send-again',
  'post.skip': 'past-by-skip',
};

/** What Herald itself made of a post, by where it left it. */
const TURNS: Partial<Record<PostStatus, MessageKey & `past-${string}`>> = {
  due: 'past-put-off',
  claimed: 'past-put-off',
  uncertain: 'past-unanswered',
  held: 'past-held',
  skipped: 'past-skipped',
  cancelled: 'past-cancelled',
};

function decisionMoment({ entry, name }: PostPast['decisions'][number], actor: Actor): Moment[] {
  const { locale, timezone } = actor;
  const at = entry.metadata.timestamp.getTime();
  const when = formatMoment(at, timezone, locale);
  const dueAt = entry.changes.after['dueAt'];
  if (entry.action === 'post.move' && dueAt instanceof Date) {
    const to = formatMoment(dueAt.getTime(), timezone, locale);
    return [{ at, text: t(locale, 'past-by-move', { to, name, when }) }];
  }
  const key = DECISIONS[entry.action];
  return key ? [{ at, text: t(locale, key, { name, when }) }] : [];
}

/** What its row and its history tell. */
function ownMoments({ post, history }: PostPast, { locale, timezone }: Actor): Moment[] {
  const { plannedAt, intentAt, attempt, reason, status } = post;
  const moment = (at: Date, key: 'past-planned' | 'past-left' | 'past-sent' | 'past-refused') => {
    const when = formatMoment(at.getTime(), timezone, locale);
    return { at: at.getTime(), text: t(locale, key, { when }) };
  };
  const left = (at: Date): Moment => {
    if (attempt < 2) return moment(at, 'past-left');
    const when = formatMoment(at.getTime(), timezone, locale);
    return { at: at.getTime(), text: t(locale, 'past-left-again', { when, attempt }) };
  };
  const turn = TURNS[status];
  const turned = turn && reason?.at;
  return [
    ...(plannedAt ? [moment(plannedAt, 'past-planned')] : []),
    ...(intentAt ? [left(intentAt)] : []),
    ...(turned
      ? [
          {
            at: turned.getTime(),
            text: t(locale, turn, { when: formatMoment(turned.getTime(), timezone, locale) }),
          },
        ]
      : []),
    ...(history?.status === 'failed' ? [moment(history.sentAt, 'past-refused')] : []),
    // Telegram's dates have whole seconds: none is from before the post had left.
    ...(history && history.status !== 'failed'
      ? [
          {
            ...moment(history.sentAt, 'past-sent'),
            at: Math.max(history.sentAt.getTime(), intentAt?.getTime() ?? 0),
          },
        ]
      : []),
  ];
}

/** When Herald does something about the post again by itself, where its time does not say so. */
function nextTry({ status, reason, wakeAt }: ScheduledPost, { locale, timezone }: Actor): string[] {
  if (!wakeAt) return [];
  const when = formatMoment(wakeAt.getTime(), timezone, locale);
  if (status === 'uncertain') return [t(locale, 'past-next-look', { when })];
  return status === 'due' && reason ? [t(locale, 'past-next-try', { when })] : [];
}

/** What became of a post, step by step, newest last; then what is still to come. */
export function timelineOf(past: PostPast, actor: Actor): string[] {
  const { post, history, decisions } = past;
  const moments = [
    ...ownMoments(past, actor),
    ...decisions.flatMap((decision) => decisionMoment(decision, actor)),
    ...(history ? doneLines(history, actor) : []),
  ].sort((a, b) => a.at - b.at);
  const cut = moments.length > SHOWN ? ['…'] : [];
  return [
    ...cut,
    ...moments.slice(-SHOWN).map(({ text }) => text),
    ...(history ? dueLines(history, actor) : []),
    ...nextTry(post, actor),
  ];
}

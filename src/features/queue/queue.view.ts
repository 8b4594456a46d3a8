import type { Actor } from '@common/actor.js';
import { type PlainKey, say, t } from '@common/i18n/index.js';
import type { PostStatus, ScheduledPost } from '@common/models/index.js';
import { formatDistance, formatMoment } from '@common/time.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button, type Verb } from '../../telegram/callback.js';
import { backRow, homeButton } from '../../telegram/home-button.js';
import { listPager, type Page } from '../../telegram/pager.js';
import type { PanelPart } from '../../telegram/panel.js';
import type { Button, RichText, Screen } from '../../telegram/screen.js';
import { may } from '../audit/index.js';
import { NEEDS_PERSON, NOT_SENT, WAITING } from './post.rules.js';
import { postActions } from './queue.policy.js';

/** A post with the names that people know it by. */
export interface PostLine {
  post: ScheduledPost;
  campaign: string;
  group: string;
  creative: string;
  /** When it has to be deleted by hand (ms, UTC), for Herald does not know which message it is. */
  deleteByHandAt?: number;
}

const ICONS: Record<PostStatus, string> = {
  due: '🕒',
  claimed: '🕒',
  sending: '📤',
  uncertain: '❓',
  held: '❓',
  sent: '✅',
  failed: '⚠️',
  skipped: '⏭',
  cancelled: '✖️',
};

/** "🕒 Fri 27 Nov, 18:30 · Night Club" */
export function postLabel({ post, group }: PostLine, actor: Actor): string {
  return `${ICONS[post.status]} ${formatMoment(post.dueAt.getTime(), actor.timezone, actor.locale)} · ${group}`;
}

interface ListView {
  title: string;
  empty: string;
  verb: Verb;
  above?: Button[][];
  below?: Button[][];
  pager?: Button[][];
}

/** A list of posts, a button each. */
export function postListScreen(page: Page<PostLine>, actor: Actor, view: ListView): Screen {
  const rows = page.items.map((line) => [
    button(`${postLabel(line, actor)} · ${line.campaign}`, 'post.open', line.post._id),
  ]);
  const isEmpty = page.items.length === 0 && !view.above?.length;
  const text = isEmpty ? view.empty : t(actor.locale, 'queue-hint', { zone: actor.timezone });
  return {
    body: FormattedString.join([FormattedString.bold(view.title), '\n\n', text]),
    rows: [
      ...(view.above ?? []),
      ...rows,
      ...(view.pager ?? listPager(page, view.verb)),
      ...(view.below ?? []),
      [homeButton(actor.locale)],
    ],
  };
}

function buttonsOf(post: ScheduledPost, actor: Actor): Button[][] {
  const act = (key: PlainKey, verb: `post.${string}`) =>
    button(t(actor.locale, key), verb, post._id, post.rev);
  const offer = (action: keyof typeof postActions, key: PlainKey, verb: `post.${string}`) =>
    may(actor, postActions[action], post) ? [act(key, verb)] : [];
  const explained = WAITING.includes(post.status) || NOT_SENT.includes(post.status);
  return [
    [
      ...offer('retry', 'post-retry', 'post.retry'),
      ...offer('move', 'post-move', 'post.move'),
      ...offer('swap', 'post-swap', 'post.creatives'),
    ],
    offer('cancel', 'post-cancel', 'post.cancel'),
    [
      ...offer('confirm', 'post-confirm', 'post.confirm'),
      // While Herald still looks for it, a person could only send it twice.
      ...offer('again', 'post-again', 'post.again'),
      ...offer('skip', 'post-skip', 'post.skip'),
    ],
    explained && post.reason ? [act('post-why', 'post.why')] : [],
  ].filter((row) => row.length > 0);
}

/** The list in which a post stands now. */
function listOf(status: PostStatus): Verb {
  if (NEEDS_PERSON.includes(status)) return 'queue.needs';
  return WAITING.includes(status) || status === 'sending' ? 'queue.list' : 'queue.history';
}

interface Around {
  /** Opens the post, or its group. */
  link: string | undefined;
  panel: PanelPart;
}

/** Everything about one post. */
export function postScreen(line: PostLine, actor: Actor, now: number, { link, panel }: Around): Screen {
  const { post, campaign, group, creative } = line;
  const { locale, timezone } = actor;
  const due = post.dueAt.getTime();
  const when = `${formatMoment(due, timezone, locale)} (${timezone}), ${formatDistance(now, due, locale)}`;
  const facts = [
    t(locale, 'post-when', { when }),
    t(locale, 'post-group', { group }),
    t(locale, 'post-creative', { creative }),
    `${ICONS[post.status]} ${t(locale, `post-status-${post.status}`)}`,
    ...(post.reason ? [say(locale, post.reason.why)] : []),
    ...(panel.lines.length > 0 ? ['', ...panel.lines] : []),
    ...(line.deleteByHandAt === undefined
      ? []
      : [
          t(locale, 'post-delete-by-hand', {
            when: formatMoment(line.deleteByHandAt, timezone, locale),
          }),
        ]),
  ];
  const body: RichText = FormattedString.join([FormattedString.bold(campaign), '\n\n', facts.join('\n')]);
  const open: Button[][] = link ? [[{ text: t(locale, 'post-show'), url: link }]] : [];
  return {
    body,
    rows: [...open, ...buttonsOf(post, actor), ...panel.rows, backRow(locale, listOf(post.status), '0')],
  };
}

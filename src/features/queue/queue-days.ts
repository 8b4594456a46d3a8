import type { Actor } from '@common/actor.js';
import { t } from '@common/i18n/index.js';
import type { PostStatus, ScheduledPost } from '@common/models/index.js';
import { dayAt, formatDay, instantOf } from '@common/time.js';
import { button, callbackData } from '../../telegram/callback.js';
import { backRow } from '../../telegram/home-button.js';
import { pageOf, pagerRow } from '../../telegram/pager.js';
import type { Button, Screen } from '../../telegram/screen.js';
import { type PostLine, postListScreen } from './queue.view.js';
import { countByDay, postsBetween } from './scheduled-post.repo.js';

/** Offered at once; later days are reached through the list. */
const DAYS = 6;
const DAYS_A_ROW = 3;
/** More than anybody pages through in a day. */
const LISTED = 240;
const SEPARATOR = '~';
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The queue by its days: how much is planned on each, and the list of one. */
export function createQueueDays(
  statuses: readonly PostStatus[],
  describe: (post: ScheduledPost) => Promise<PostLine>,
) {
  return {
    /** "Thu 26 Nov · 12", a button a day; none where everything is on one day. */
    async rows({ timezone, locale }: Actor): Promise<Button[][]> {
      const days = await countByDay(statuses, timezone, DAYS);
      if (days.length < 2) return [];
      const buttons = days.map(({ day, count }) =>
        button(`${formatDay(day, locale)} · ${count}`, 'queue.day', `${day}${SEPARATOR}0`),
      );
      return [buttons.slice(0, DAYS_A_ROW), buttons.slice(DAYS_A_ROW)].filter((row) => row.length > 0);
    },

    /** `pressed`: the day and the page; undefined for what no button ever said. */
    async screen(pressed: string, actor: Actor): Promise<Screen | undefined> {
      const [day = '', page = ''] = pressed.split(SEPARATOR);
      if (!DAY.test(day)) return undefined;
      const { timezone, locale } = actor;
      const from = instantOf(`${day}T00:00:00`, timezone);
      const posts = await postsBetween(
        statuses,
        new Date(from),
        new Date(dayAt(from, timezone).endsAt),
        LISTED,
      );
      const { items, ...place } = pageOf(posts, Number(page) || 0);
      const lines = await Promise.all(items.map(describe));
      const pager = pagerRow(place, (to) => callbackData('queue.day', `${day}${SEPARATOR}${to}`));
      const list = postListScreen({ items: lines, ...place }, actor, {
        title: `${t(locale, 'queue-title')} · ${formatDay(day, locale)}`,
        empty: t(locale, 'queue-empty'),
        verb: 'queue.list',
        pager: pager.length > 0 ? [pager] : [],
      });
      return { ...list, rows: [...list.rows.slice(0, -1), backRow(locale, 'queue.list', '0')] };
    },
  };
}

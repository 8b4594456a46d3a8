import { callbackData, type Verb } from './callback.js';
import type { Button, CallbackButton } from './screen.js';

/** Lists show as many things as fit on a phone beside their buttons. */
const PAGE_SIZE = 6;

export interface Page<T> {
  items: T[];
  /** From 0. */
  page: number;
  pages: number;
}

/** Cuts one page out of a list; a page that is not there (things were deleted) becomes the nearest that is. */
export function pageOf<T>(all: readonly T[], wanted: number, size: number = PAGE_SIZE): Page<T> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(Math.max(wanted, 0), pages - 1);
  return { items: all.slice(page * size, (page + 1) * size), page, pages };
}

/** The row `‹ 2/5 ›` under a list; empty for a single page. Pressed, `verb` gets the page in the id's place. */
export function pagerRow(
  { page, pages }: Pick<Page<unknown>, 'page' | 'pages'>,
  to: (page: number) => string,
): CallbackButton[] {
  if (pages === 1) return [];
  const row: CallbackButton[] = [{ text: `${page + 1}/${pages}`, callback_data: to(page) }];
  if (page > 0) row.unshift({ text: '‹', callback_data: to(page - 1) });
  if (page < pages - 1) row.push({ text: '›', callback_data: to(page + 1) });
  return row;
}

/** The pager of a list that a verb shows: the page stands in the id's place. */
export function listPager(page: Page<unknown>, verb: Verb): Button[][] {
  const row = pagerRow(page, (to) => callbackData(verb, String(to)));
  return row.length > 0 ? [row] : [];
}

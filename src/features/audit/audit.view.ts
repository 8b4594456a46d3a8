import type { Actor } from '@common/actor.js';
import { type Locale, type PlainKey, t } from '@common/i18n/index.js';
import { formatMoment } from '@common/time.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button, callbackData } from '../../telegram/callback.js';
import { homeButton } from '../../telegram/home-button.js';
import { type Page, pagerRow } from '../../telegram/pager.js';
import type { Screen } from '../../telegram/screen.js';
import type { AuditLine } from './audit.repo.js';
import { type AuditFilter, type AuditPlace, entryCode, placeCode } from './audit-filter.js';

/** An entry with the name of who did it, if it was somebody of the team, and of the thing, if it still has one. */
export interface Titled<Entry> {
  entry: Entry;
  person: string | undefined;
  thing: string | undefined;
}

/** What was done in words; an action that has none is called by its name. */
export type WordsOf = (action: string) => string;

export function wordsIn(words: ReadonlyMap<string, PlainKey>, locale: Locale): WordsOf {
  return (action) => {
    const key = words.get(action);
    return key ? t(locale, key) : action;
  };
}

export const markOf = ({ metadata }: AuditLine) => (metadata.success ? '' : '🚫 ');

export interface AuditList {
  page: Page<Titled<AuditLine>>;
  filter: AuditFilter;
  /** What is filtered by, in words; null: nothing. */
  title: string | null;
  /** Whether there are older ones than can be paged to. */
  cut: boolean;
}

export function auditListScreen(
  { page, filter, title, cut }: AuditList,
  wordsOf: WordsOf,
  actor: Actor,
): Screen {
  const { locale, timezone } = actor;
  const place: AuditPlace = { filter, page: page.page };
  const rows = page.items.map(({ entry, person }) => {
    const when = formatMoment(entry.metadata.timestamp.getTime(), timezone, locale);
    const who = person ?? t(locale, 'audit-nobody');
    return [
      button(
        `${markOf(entry)}${when} · ${who} · ${wordsOf(entry.action)}`,
        'audit.open',
        entryCode(entry._id, place),
      ),
    ];
  });
  const pager = pagerRow(page, (to) => callbackData('audit.list', placeCode({ filter, page: to })));
  const open = (key: PlainKey, to: AuditFilter) =>
    filter.kind === to.kind ? [] : [button(t(locale, key), 'audit.list', placeCode({ filter: to, page: 0 }))];
  const hint = t(locale, page.items.length > 0 ? 'audit-hint' : 'audit-empty');
  const text = [hint, ...(cut ? [t(locale, 'audit-cut')] : [])].join('\n\n');
  return {
    body: FormattedString.join([
      FormattedString.bold(title === null ? t(locale, 'audit') : `${t(locale, 'audit')} · ${title}`),
      '\n\n',
      text,
    ]),
    rows: [
      ...rows,
      ...(pager.length > 0 ? [pager] : []),
      [
        button(t(locale, 'audit-search'), 'audit.search', ''),
        ...open('audit-refused', { kind: 'refused' }),
        ...open('audit-all', { kind: 'all' }),
      ],
      [
        ...(page.items.length > 0 ? [button(t(locale, 'audit-csv'), 'audit.csv', placeCode(place))] : []),
        ...(filter.kind === 'all' ? [button(t(locale, 'audit-days-title'), 'settings.audit-days', '')] : []),
        homeButton(locale),
      ],
    ],
  };
}

import type { Actor } from '@common/actor.js';
import { hasText, type Locale, type PlainKey, t } from '@common/i18n/index.js';
import type { AuditEntry } from '@common/models/index.js';
import { dayAt, formatDay, formatMoment } from '@common/time.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button, callbackData } from '../../telegram/callback.js';
import { homeButton } from '../../telegram/home-button.js';
import { type Page, pagerRow } from '../../telegram/pager.js';
import type { Button, Screen } from '../../telegram/screen.js';
import type { AuditLine } from './audit.repo.js';
import { type AuditFilter, type AuditPlace, entryCode, placeCode } from './audit-filter.js';
import { differences } from './diff.rules.js';
import { differenceLines, type Named } from './difference.view.js';

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

const markOf = ({ metadata }: AuditLine) => (metadata.success ? '' : '🚫 ');

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

/** Why it was not done. */
function outcomeLines({ changes, metadata }: AuditEntry, locale: Locale): string[] {
  if (metadata.success) return [];
  const { refused, failed } = changes.after;
  if (refused === undefined) return [t(locale, 'audit-entry-failed', { kind: String(failed ?? '—') })];
  const key = String(refused);
  // Words that need something filled in are shown with the rest of what is written down.
  const why = hasText(key) ? t(locale, key) : key;
  return [t(locale, 'audit-entry-refused', { why })];
}

function originLine({ metadata }: AuditEntry, locale: Locale): string {
  const { route, duration, ipAddress, userAgent } = metadata;
  const from = ipAddress === null ? [] : [ipAddress, ...(userAgent === null ? [] : [userAgent])];
  return [t(locale, 'audit-route', { route, duration }), ...from].join(' · ');
}

/** What was filled in for a refusal belongs to its reason; the rest is what changed. */
function changesOf({ changes, metadata }: AuditEntry) {
  const { refused: _refused, failed: _failed, ...after } = changes.after;
  return differences(metadata.success ? changes : { before: changes.before, after });
}

/** Buttons from an entry to what is like it. */
function moreRows({ entry, person, thing }: Titled<AuditEntry>, { locale, timezone }: Actor): Button[][] {
  const to = (text: string, filter: AuditFilter) =>
    button(text, 'audit.list', placeCode({ filter, page: 0 }));
  const { day } = dayAt(entry.metadata.timestamp.getTime(), timezone);
  const kind = t(locale, `thing-${entry.entityType}`);
  return [
    [
      to(t(locale, 'audit-more-by', { name: person ?? t(locale, 'audit-nobody') }), {
        kind: 'person',
        userId: entry.userId,
      }),
      to(t(locale, 'audit-day', { day: formatDay(day, locale) }), { kind: 'day', day }),
    ],
    [to(t(locale, 'audit-more-of', { name: thing ?? kind }), { kind: 'thing', entityId: entry.entityId })],
  ];
}

/** Everything about one entry. */
export function auditEntryScreen(
  titled: Titled<AuditEntry>,
  { named, wordsOf, place }: { named: Named; wordsOf: WordsOf; place: AuditPlace },
  actor: Actor,
): Screen {
  const { entry, person, thing } = titled;
  const { locale, timezone } = actor;
  const { metadata, seal } = entry;
  const when = formatMoment(metadata.timestamp.getTime(), timezone, locale);
  const kind = t(locale, `thing-${entry.entityType}`);
  const facts = [
    ...outcomeLines(entry, locale),
    t(locale, 'audit-by', { name: person ?? t(locale, 'audit-nobody'), when: `${when} (${timezone})` }),
    thing === undefined ? kind : `${kind}: ${thing}`,
    originLine(entry, locale),
    seal ? t(locale, 'audit-sealed', { sequence: seal.sequence }) : t(locale, 'audit-unsealed'),
  ];
  const changed = differenceLines(changesOf(entry), named, actor);
  return {
    body: FormattedString.join([
      FormattedString.bold(`${markOf(entry)}${wordsOf(entry.action)}`),
      '\n\n',
      [facts.join('\n'), ...(changed.length > 0 ? [changed.join('\n')] : [])].join('\n\n'),
    ]),
    rows: [
      ...moreRows(titled, actor),
      [button(t(locale, 'back'), 'audit.list', placeCode(place)), homeButton(locale)],
    ],
  };
}

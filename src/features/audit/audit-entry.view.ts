import type { Actor } from '@common/actor.js';
import { type Locale, type Message, say, t } from '@common/i18n/index.js';
import type { AuditEntry } from '@common/models/index.js';
import { dayAt, formatDay, formatMoment } from '@common/time.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button } from '../../telegram/callback.js';
import { homeButton } from '../../telegram/home-button.js';
import type { Button, Screen } from '../../telegram/screen.js';
import { markOf, type Titled, type WordsOf } from './audit.view.js';
import { type AuditFilter, type AuditPlace, placeCode } from './audit-filter.js';
import { type Difference, differences } from './diff.rules.js';
import { differenceLines } from './difference.view.js';
import type { Fields, Named } from './field.js';

/** Why it was not done. */
function outcomeLines({ changes, metadata }: AuditEntry, locale: Locale): string[] {
  if (metadata.success) return [];
  const { refused, failed, args } = changes.after;
  if (refused === undefined) return [t(locale, 'audit-entry-failed', { kind: String(failed ?? '—') })];
  return [t(locale, 'audit-entry-refused', { why: reasonText(String(refused), args, locale) })];
}

/** By its key where another version had words for it. */
function reasonText(key: string, args: unknown, locale: Locale): string {
  try {
    return say(locale, { key, args } as Message);
  } catch {
    return key;
  }
}

function originLine({ metadata }: AuditEntry, locale: Locale): string {
  const { route, duration, ipAddress, userAgent } = metadata;
  const from = ipAddress === null ? [] : [ipAddress, ...(userAgent === null ? [] : [userAgent])];
  return [t(locale, 'audit-route', { route, duration }), ...from].join(' · ');
}

/** As much of an entry as tells what changed. */
export interface TellingEntry extends Pick<AuditEntry, 'entityType' | 'changes'> {
  metadata: Pick<AuditEntry['metadata'], 'success'>;
}

/** What changed; of what was refused the reason is told already, with what is filled in there. */
export function changesOf({ changes, metadata }: TellingEntry, fields: Fields): Difference[] {
  const { refused: _refused, failed: _failed, args: _args, ...after } = changes.after;
  return differences(metadata.success ? changes : { before: changes.before, after }, fields);
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

interface EntryAround {
  changed: readonly Difference[];
  fields: Fields;
  named: Named;
  wordsOf: WordsOf;
  /** From where it was opened. */
  place: AuditPlace;
}

/** Everything about one entry. */
export function auditEntryScreen(
  titled: Titled<AuditEntry>,
  { changed, wordsOf, place, ...told }: EntryAround,
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
  const lines = differenceLines(changed, told, actor);
  return {
    body: FormattedString.join([
      FormattedString.bold(`${markOf(entry)}${wordsOf(entry.action)}`),
      '\n\n',
      [facts.join('\n'), ...(lines.length > 0 ? [lines.join('\n')] : [])].join('\n\n'),
    ]),
    rows: [
      ...moreRows(titled, actor),
      [button(t(locale, 'back'), 'audit.list', placeCode(place)), homeButton(locale)],
    ],
  };
}

import type { Actor } from '@common/actor.js';
import { t } from '@common/i18n/index.js';
import type { Difference } from './diff.rules.js';
import { type Around, type Fields, type Named, SILENT } from './field.js';
import { isPlain } from './secrets.rules.js';

/** More lines and longer values make no card clearer: the CSV has all of it. */
const LINES = 25;
const LENGTH = 80;

function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LENGTH ? `${line.slice(0, LENGTH)}…` : line;
}

function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || value === '' || isEmptyMap(value);
}

const isEmptyMap = (value: unknown) => isPlain(value) && Object.keys(value).length === 0;

/** As it is stored: of a field that no table names, and of an entry from another version. */
function rawText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function valueText(value: unknown, path: string, fields: Fields, around: Around): string {
  if (isNothing(value)) return '—';
  const field = fields[path];
  try {
    return clip(field && field !== SILENT ? field.say(value, around) : rawText(value));
  } catch {
    return clip(rawText(value));
  }
}

function fieldText(path: string, fields: Fields, locale: Actor['locale']): string {
  const field = fields[path];
  return field && field !== SILENT ? t(locale, field.name) : path.split('.').join(' · ');
}

type Side = Readonly<Record<string, unknown>>;

function sideOf(all: readonly Difference[], which: 'before' | 'after'): Side {
  return Object.fromEntries(all.map((one) => [one.path, one[which]]));
}

/** "limit a day: 3 → 5", a line a field; of what was not there before only what it is now. */
export function differenceLines(
  all: readonly Difference[],
  { fields, named }: { fields: Fields; named: Named },
  { locale, timezone }: Pick<Actor, 'locale' | 'timezone'>,
): string[] {
  // A new thing has many fields that hold nothing.
  const told = all.filter(
    ({ path, before, after }) => fields[path] !== SILENT && (before !== undefined || !isNothing(after)),
  );
  const sides = { before: sideOf(all, 'before'), after: sideOf(all, 'after') };
  const lines = told.slice(0, LINES).map(({ path, before, after }) => {
    const field = fieldText(path, fields, locale);
    const tell = (value: unknown, other: unknown, side: Side) =>
      valueText(value, path, fields, { locale, timezone, named, other, side });
    const now = tell(after, before, sides.after);
    if (before === undefined) return t(locale, 'audit-is', { field, now });
    return t(locale, 'audit-became', { field, before: tell(before, after, sides.before), now });
  });
  const more = told.length - lines.length;
  return more > 0 ? [...lines, t(locale, 'audit-more-fields', { count: more })] : lines;
}

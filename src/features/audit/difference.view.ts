import type { Actor } from '@common/actor.js';
import { hasText, t } from '@common/i18n/index.js';
import { formatMoment } from '@common/time.js';
import type { Difference } from './diff.rules.js';

/** More lines and longer values make no card clearer: the CSV has all of it. */
const LINES = 25;
const LENGTH = 80;

/** Ids in it, by what they are of: the field's last name says so. */
export const IDS_OF = {
  creatives: 'creative',
  creativeId: 'creative',
  targetGroups: 'group',
  groupId: 'group',
  campaignId: 'campaign',
  dealId: 'deal',
  modelId: 'model',
  casinoId: 'casino',
  touchedBy: 'user',
  overriddenBy: 'user',
  askedBy: 'user',
  settledBy: 'user',
  userId: 'user',
  by: 'user',
} as const;

export const lastName = (path: string) => path.split('.').at(-1) ?? path;

/** Names by their ids, as far as they are known. */
export type Named = ReadonlyMap<string, string>;

function valueText(value: unknown, named: Named, actor: Actor): string {
  const { locale, timezone } = actor;
  if (value === null || value === undefined) return '—';
  if (value instanceof Date) return formatMoment(value.getTime(), timezone, locale);
  if (typeof value === 'boolean') return t(locale, value ? 'yes' : 'no');
  if (typeof value === 'string') return clip(named.get(value) ?? value);
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
    return value.length === 0
      ? '—'
      : clip(value.map((one) => named.get(String(one)) ?? String(one)).join(', '));
  return clip(JSON.stringify(value));
}

function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LENGTH ? `${line.slice(0, LENGTH)}…` : line;
}

/** "limit a day"; a field that has no words is called as it is. */
function fieldText(path: string, named: Named, locale: Actor['locale']): string {
  const key = `field-${path.replaceAll('.', '-')}`;
  if (hasText(key)) return t(locale, key);
  return path
    .split('.')
    .map((name) => named.get(name) ?? name)
    .join(' · ');
}

/** "limit a day: 3 → 5", a line a field; of what was not there before only what it is now. */
export function differenceLines(all: readonly Difference[], named: Named, actor: Actor): string[] {
  const { locale } = actor;
  const lines = all.slice(0, LINES).map(({ path, before, after }) => {
    const field = fieldText(path, named, locale);
    const now = valueText(after, named, actor);
    return before === undefined
      ? t(locale, 'audit-is', { field, now })
      : t(locale, 'audit-became', { field, before: valueText(before, named, actor), now });
  });
  const more = all.length - lines.length;
  return more > 0 ? [...lines, t(locale, 'audit-more-fields', { count: more })] : lines;
}

import { type Message, type PlainKey, say, t } from '@common/i18n/index.js';
import type { EntityType } from '@common/models/index.js';
import { currencySchema, formatMoney, minorSchema } from '@common/money.js';
import { type PlaceKind, placeName } from '@common/places.js';
import { formatMoment } from '@common/time.js';
import { fewOf } from './diff.rules.js';
import type { Field, Say } from './field.js';

/** "a, b, +3" */
function few(list: readonly unknown[], other: unknown, tell: (one: unknown) => string): string {
  const { told, more } = fewOf(list, other);
  return [...told.map(tell), ...(more > 0 ? [`+${more}`] : [])].join(', ');
}

/** Each of a list, or the one that there is. */
function each(tell: (one: unknown, around: Parameters<Say>[1]) => string): Say {
  return (value, around) =>
    Array.isArray(value) ? few(value, around.other, (one) => tell(one, around)) : tell(value, around);
}

/** As it is. */
export const asIs = (name: PlainKey): Field => ({ name, say: each(String) });

export const asYesNo = (name: PlainKey): Field => ({
  name,
  say: (value, { locale }) => t(locale, value === true ? 'yes' : 'no'),
});

export function momentOf(value: unknown, { locale, timezone }: Parameters<Say>[1]): string {
  if (!(value instanceof Date)) throw new TypeError('no instant');
  return formatMoment(value.getTime(), timezone, locale);
}

export const asMoment = (name: PlainKey): Field => ({ name, say: momentOf });

/** One of few words, by the text that screens have for it. */
export const asWord = <Word extends string>(name: PlainKey, keyOf: (word: Word) => PlainKey): Field => ({
  name,
  say: each((word, { locale }) => t(locale, keyOf(word as Word))),
});

export function nameIn(id: unknown, { named, locale }: Parameters<Say>[1]): string {
  return named.get(String(id)) ?? t(locale, 'audit-gone');
}

/** The name of what has this id, or of each. */
export const asName = (name: PlainKey, of: EntityType): Field => ({ name, of, say: each(nameIn) });

/** A country, or a language. */
export const asPlace = (name: PlainKey, kind: PlaceKind): Field => ({
  name,
  say: each((code, { locale }) => {
    const [, minus = '', place = ''] = /^(-?)(.*)$/.exec(String(code)) ?? [];
    return `${minus && '−'}${placeName(place, kind, locale)}`;
  }),
});

/** So many hours, minutes or days. */
export const asSpan = (name: PlainKey, key: 'audit-hours' | 'audit-minutes' | 'audit-days'): Field => ({
  name,
  say(value, { locale }) {
    if (typeof value !== 'number') throw new TypeError('no number');
    return t(locale, key, { count: value });
  },
});

export const asPercent = (name: PlainKey): Field => ({ name, say: (value) => `${String(value)} %` });

export const asClockSpan = (name: PlainKey): Field => ({
  name,
  say(value) {
    const { from, to } = value as { from: unknown; to: unknown };
    return `${String(from)}–${String(to)}`;
  },
});

/** A text of ours with what is filled in; also its key alone. */
export const asReason = (name: PlainKey): Field => ({
  name,
  say(value, { locale }) {
    if (typeof value === 'string') return t(locale, value as PlainKey);
    const { why = value } = value as { why?: unknown };
    return say(locale, why as Message);
  },
});

/** Money: an amount with the currency beside it, or amounts that have their own. */
export const asMoney = (name: PlainKey): Field => ({
  name,
  say: each((value, { side, locale }) => {
    const { minor, currency } =
      typeof value === 'object' && value !== null && 'minor' in value && 'currency' in value
        ? value
        : { minor: value, currency: side['currency'] };
    return formatMoney({ minor: minorSchema.parse(minor), currency: currencySchema.parse(currency) }, locale);
  }),
});

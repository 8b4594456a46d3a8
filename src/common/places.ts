/** What a place of the list is: a country (ISO 3166 alpha-2) or a language (ISO 639-1). */
export type PlaceKind = 'region' | 'language';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** The code that is in use: some have an older or another one beside it, as GB has UK. */
function canonical(code: string, kind: PlaceKind): string {
  const { region, language } = new Intl.Locale(kind === 'region' ? `und-${code}` : code);
  return (kind === 'region' ? region : language) ?? code;
}

/** Codes by what people call them in English, and by themselves. */
function codesOf(kind: PlaceKind): Map<string, string> {
  const names = new Intl.DisplayNames('en', { type: kind, fallback: 'none' });
  const known = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).flatMap((code) => {
    // "Unknown Region" is none.
    const name = code === 'zz' ? undefined : names.of(kind === 'region' ? code.toUpperCase() : code);
    const used = canonical(code, kind);
    return name === undefined
      ? []
      : ([
          [name.toLowerCase(), used],
          [code, used],
        ] as const);
  });
  return new Map(known);
}

const CODES: Partial<Record<PlaceKind, Map<string, string>>> = {};

/** The code of a country or language that somebody typed, by its code or its English name; undefined for neither. */
export function readPlace(typed: string, kind: PlaceKind): string | undefined {
  CODES[kind] ??= codesOf(kind);
  return CODES[kind].get(typed.trim().toLowerCase());
}

/** "DE, at" and "Germany, Austria", each with or without a minus before it; the text that is no place where one is not. */
export function readPlaces(text: string, kind: PlaceKind): { codes: string[] } | { unknown: string } {
  const apart = /^\s*(-?[a-z]{2}\s+)+-?[a-z]{2}\s*$/i.test(text) ? /\s+/ : /[,;\n]/;
  const codes: string[] = [];
  for (const part of text.split(apart).map((one) => one.trim())) {
    if (part === '') continue;
    const [, minus = '', name = ''] = /^(-?)\s*(.*)$/.exec(part) ?? [];
    const code = readPlace(name, kind);
    if (code === undefined) return { unknown: part };
    codes.push(minus + code);
  }
  return { codes: [...new Set(codes)] };
}

/** "Germany", in a language that people read. */
export function placeName(code: string, kind: PlaceKind, locale: string): string {
  return new Intl.DisplayNames(locale, { type: kind }).of(code) ?? code;
}

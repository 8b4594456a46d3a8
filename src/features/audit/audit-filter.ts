import type { AuditId, UserId } from '@common/ids.js';

/** What of the log is looked at. */
export type AuditFilter =
  | { kind: 'all' }
  /** What was refused or failed. */
  | { kind: 'refused' }
  /** Null: by Herald, and by people who are not of the team. */
  | { kind: 'person'; userId: UserId | null }
  | { kind: 'thing'; entityId: string }
  /** A calendar day in the zone of who looks. */
  | { kind: 'day'; day: string }
  | { kind: 'word'; word: string };

/** Where somebody is in the log. */
export interface AuditPlace {
  filter: AuditFilter;
  page: number;
}

const SEPARATOR = '~';
/** So many bytes of a word travel in a button beside an entry's id. */
const WORD_BYTES = 22;
const NOBODY = '-';

/** 24 hexadecimal digits in 16 letters: two ids fit into a button. */
function shortId(id: string): string {
  return /^[0-9a-f]{24}$/.test(id) ? Buffer.from(id, 'hex').toString('base64url') : `.${id}`;
}

function longId(short: string): string | undefined {
  if (short.startsWith('.')) return /^\.[a-z-]{1,24}$/.test(short) ? short.slice(1) : undefined;
  return /^[A-Za-z0-9_-]{16}$/.test(short) ? Buffer.from(short, 'base64url').toString('hex') : undefined;
}

/** A typed word as it fits into buttons; what separates there, and what is too long, is left out. */
export function wordFor(typed: string): string {
  let word = '';
  for (const letter of typed.replace(/[:~\s]+/g, ' ').trim()) {
    if (Buffer.byteLength(word + letter) > WORD_BYTES) break;
    word += letter;
  }
  return word.trim();
}

function code(filter: AuditFilter): string {
  switch (filter.kind) {
    case 'all':
      return 'a';
    case 'refused':
      return 'r';
    case 'person':
      return `p${filter.userId === null ? NOBODY : shortId(filter.userId)}`;
    case 'thing':
      return `t${shortId(filter.entityId)}`;
    case 'day':
      return `d${filter.day}`;
    case 'word':
      return `w${filter.word}`;
  }
}

function decode(text: string): AuditFilter | undefined {
  const value = text.slice(1);
  const id = longId(value);
  switch (text[0]) {
    case 'a':
      return { kind: 'all' };
    case 'r':
      return { kind: 'refused' };
    case 'p':
      if (value === NOBODY) return { kind: 'person', userId: null };
      return id === undefined ? undefined : { kind: 'person', userId: id as UserId };
    case 't':
      return id === undefined ? undefined : { kind: 'thing', entityId: id };
    case 'd':
      return isDay(value) ? { kind: 'day', day: value } : undefined;
    case 'w':
      return wordFor(value) === '' ? undefined : { kind: 'word', word: wordFor(value) };
    default:
      return undefined;
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

/** A place, as a button carries it. */
export function placeCode({ filter, page }: AuditPlace): string {
  return `${page}${SEPARATOR}${code(filter)}`;
}

/** The place that a button carried; all of the log where it carries none. */
export function readPlace(text: string): AuditPlace {
  const [, page = '0', rest = ''] = /^(\d{1,2})~(.+)$/.exec(text) ?? [];
  return { filter: decode(rest) ?? { kind: 'all' }, page: Number(page) };
}

/** An entry, and the place from which it was opened. */
export function entryCode(id: AuditId, place: AuditPlace): string {
  return `${shortId(id)}${SEPARATOR}${placeCode(place)}`;
}

export function readEntryCode(text: string): { id: AuditId; place: AuditPlace } | undefined {
  const [short = '', ...rest] = text.split(SEPARATOR);
  const id = longId(short);
  return id === undefined ? undefined : { id: id as AuditId, place: readPlace(rest.join(SEPARATOR)) };
}

import { type Locale, t } from '@common/i18n/index.js';
import type { AuditEntry } from '@common/models/index.js';
import type { AuditNames } from './audit-reader.js';
import { csvRow } from './csv.rules.js';

/** Telegram takes files of 50 MB from a bot. */
const CSV_BYTES = 45_000_000;
/** So many entries are in memory at once, and their names asked for together. */
const BATCH = 200;

const HEAD = [
  'place',
  'time (UTC)',
  'person',
  'person id',
  'action',
  'what',
  'kind of thing',
  'thing',
  'thing id',
  'outcome',
  'reason',
  'route',
  'address',
  'browser',
  'duration (ms)',
  'before',
  'after',
  'hash',
];

export interface CsvFile {
  /** The file part by part, each made when it is asked for. */
  parts: AsyncIterable<Uint8Array>;
  /** What went into the file so far: all of it once the parts have come to their end. */
  soFar(): { rows: number; cut: boolean };
}

/** Remembers what was asked once: thousands of entries are of a few people and things. */
function remembering(ask: (key: string) => Promise<string | undefined>): (key: string) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  return (key) => {
    const name = known.get(key) ?? ask(key).then((found) => found ?? '');
    known.set(key, name);
    return name;
  };
}

function outcomeOf({ metadata, changes }: AuditEntry): [outcome: string, reason: string] {
  const { refused, failed } = changes.after;
  if (metadata.success) return ['done', ''];
  return refused === undefined ? ['failed', String(failed ?? '')] : ['refused', String(refused)];
}

function createRows(names: AuditNames, locale: Locale): (entry: AuditEntry) => Promise<string> {
  const personOf = remembering((id) => names.person(id as NonNullable<AuditEntry['userId']>));
  const thingOf = remembering((key) => {
    const [type = '', id = ''] = key.split('/');
    return names.thing(type as AuditEntry['entityType'], id);
  });
  return async (entry) => {
    const { userId, action, entityType, entityId, changes, metadata, seal } = entry;
    const words = names.words.get(action);
    return csvRow([
      seal?.sequence ?? null,
      metadata.timestamp.toISOString(),
      userId ? await personOf(userId) : '',
      userId,
      action,
      words ? t(locale, words) : '',
      entityType,
      await thingOf(`${entityType}/${entityId}`),
      entityId,
      ...outcomeOf(entry),
      metadata.route,
      metadata.ipAddress,
      metadata.userAgent,
      metadata.duration,
      JSON.stringify(changes.before),
      JSON.stringify(changes.after),
      seal?.hash ?? null,
    ]);
  };
}

async function* inBatches<T>(all: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const one of all) {
    batch.push(one);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Entries as a table, read as it is taken, and as far as a file goes. */
export function csvOf(
  entries: AsyncIterable<AuditEntry>,
  names: AuditNames,
  locale: Locale,
  maxBytes = CSV_BYTES,
): CsvFile {
  const rowOf = createRows(names, locale);
  let rows = 0;
  let cut = false;

  async function* parts(): AsyncGenerator<Uint8Array> {
    // Without the mark, Excel takes the letters of other alphabets for something else.
    const head = Buffer.from(`\uFEFF${csvRow(HEAD)}`);
    yield head;
    let room = maxBytes - head.length;
    for await (const batch of inBatches(entries)) {
      const lines = (await Promise.all(batch.map(rowOf))).map((row) => Buffer.from(row));
      const fitting = lines.filter((line) => {
        cut ||= line.length > room;
        if (!cut) room -= line.length;
        return !cut;
      });
      rows += fitting.length;
      yield Buffer.concat(fitting);
      if (cut) return;
    }
  }

  return { parts: parts(), soFar: () => ({ rows, cut }) };
}

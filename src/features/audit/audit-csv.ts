import { type Locale, t } from '@common/i18n/index.js';
import type { AuditEntry } from '@common/models/index.js';
import type { AuditNames } from './audit-reader.js';
import { csvRow } from './csv.rules.js';

/** Telegram takes files of 50 MB from a bot; a table of more rows opens nowhere well. */
const CSV_BOUNDS = { rows: 20_000, bytes: 16_000_000 };

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
  bytes: Buffer;
  rows: number;
  /** Whether there would have been more. */
  cut: boolean;
}

/** Remembers what was asked once: thousands of entries are of a few people and things. */
function remembering(ask: (key: string) => Promise<string | undefined>): (key: string) => Promise<string> {
  const known = new Map<string, string>();
  return async (key) => {
    const name = known.get(key) ?? (await ask(key)) ?? '';
    known.set(key, name);
    return name;
  };
}

function outcomeOf({ metadata, changes }: AuditEntry): [outcome: string, reason: string] {
  const { refused, failed } = changes.after;
  if (metadata.success) return ['done', ''];
  return refused === undefined ? ['failed', String(failed ?? '')] : ['refused', String(refused)];
}

/** Entries as a table, read one at a time and as far as the bounds go. */
export async function csvOf(
  entries: AsyncIterable<AuditEntry>,
  names: AuditNames,
  locale: Locale,
  bounds = CSV_BOUNDS,
): Promise<CsvFile> {
  const personOf = remembering((id) => names.person(id as NonNullable<AuditEntry['userId']>));
  const thingOf = remembering((key) => {
    const [type = '', id = ''] = key.split('/');
    return names.thing(type as AuditEntry['entityType'], id);
  });

  async function rowOf(entry: AuditEntry): Promise<string> {
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
  }

  // Without the mark, Excel takes the letters of other alphabets for something else.
  const chunks = [Buffer.from(`\uFEFF${csvRow(HEAD)}`)];
  let size = chunks[0]?.length ?? 0;
  let rows = 0;
  let cut = false;
  for await (const entry of entries) {
    const chunk = Buffer.from(await rowOf(entry));
    cut = rows === bounds.rows || size + chunk.length > bounds.bytes;
    if (cut) break;
    chunks.push(chunk);
    size += chunk.length;
    rows++;
  }
  return { bytes: Buffer.concat(chunks), rows, cut };
}

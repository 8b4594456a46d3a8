import { createHash } from 'node:crypto';
import { fsyncSync, openSync, writeSync } from 'node:fs';

/** One call that was carried out. */
export interface Accepted {
  /** ms since 1970, UTC, by the server's clock. */
  at: number;
  /** As it was called: the case is the caller's. */
  method: string;
  /** Undefined where the call names no chat. */
  chatId: number | undefined;
  /** The messages that it made, changed or touched. */
  messageIds: number[];
  params: Record<string, unknown>;
  result: unknown;
}

/**
 * What Telegram accepted, in order; nothing is ever taken out, but that a server with a limited history keeps only the
 * latest in memory. The oracle of tests that cut connections.
 */
export interface AcceptLog {
  readonly entries: readonly Accepted[];
  /** Accepted calls of one method. */
  of(method: string): Accepted[];
}

/** Polling is left out: it would bury the rest. */
const SILENT = new Set(['getupdates']);

export interface AcceptLogWriter extends AcceptLog {
  add(at: number, method: string, params: Record<string, unknown>, result: unknown): void;
}

/**
 * Keeps the log in memory, and with a file also there: a line of JSON each, on the disk before the call is answered, so
 * that it outlives whoever is killed.
 */
export function createAcceptLog(file: string | undefined, most: number): AcceptLogWriter {
  const entries: Accepted[] = [];
  const handle = file === undefined ? undefined : openSync(file, 'a');

  function store({ at, method, chatId, messageIds, params }: Accepted): void {
    if (handle === undefined) return;
    const hash = createHash('sha256').update(JSON.stringify(params)).digest('hex').slice(0, 16);
    const line = { at, method, chatId: chatId ?? null, messageIds, buttons: buttonsOf(params), hash };
    writeSync(handle, `${JSON.stringify(line)}\n`);
    fsyncSync(handle);
  }

  return {
    entries,
    add(at, method, params, result) {
      if (SILENT.has(method.toLowerCase())) return;
      const chatId = params['chat_id'] === undefined ? undefined : Number(params['chat_id']);
      const entry = { at, method, chatId, messageIds: messageIdsOf(params, result), params, result };
      entries.push(entry);
      if (entries.length > most) entries.shift();
      store(entry);
    },
    of: (method) => entries.filter((entry) => entry.method.toLowerCase() === method.toLowerCase()),
  };
}

function messageIdsOf(params: Record<string, unknown>, result: unknown): number[] {
  const made = [result]
    .flat()
    .flatMap((one: unknown) =>
      typeof one === 'object' && one !== null && 'message_id' in one ? [Number(one.message_id)] : [],
    );
  if (made.length > 0) return made;
  const named = params['message_ids'] ?? params['message_id'];
  if (named === undefined) return [];
  const ids: unknown = typeof named === 'string' ? JSON.parse(named) : named;
  return [ids].flat().map(Number);
}

/** The callback data of the buttons under what was sent: what tells one message from another that looks the same. */
function buttonsOf({ reply_markup }: Record<string, unknown>): string[] {
  const markup: unknown = typeof reply_markup === 'string' ? JSON.parse(reply_markup) : reply_markup;
  if (typeof markup !== 'object' || markup === null || !('inline_keyboard' in markup)) return [];
  return [markup.inline_keyboard]
    .flat(2)
    .flatMap((button: unknown) =>
      typeof button === 'object' && button !== null && 'callback_data' in button
        ? [String(button.callback_data)]
        : [],
    );
}

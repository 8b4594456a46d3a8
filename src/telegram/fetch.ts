import type { Logger } from '@common/logger.js';

export type TelegramFetch = typeof fetch;

interface FetchDeps {
  log: Logger;
  /** After this long (ms) without an answer a call has failed; a long poll lasts its own time besides. */
  callTimeoutMs: number;
  /** Told the id of each callback query that is being answered, also from inside conversations. */
  onAnswer?: (callbackQueryId: string) => void;
}

/** A person waits for the answer: what takes longer is better told at once. */
const LONGEST_PATIENCE_S = 5;
const MAX_ATTEMPTS = 3;
/** A file takes so many times as long as a text. */
const UPLOAD_FACTOR = 15;
/** How long (s) Telegram may keep a getUpdates waiting. */
export const LONG_POLL_S = 30;

function methodOf(url: string): string {
  return new URL(url).pathname.split('/').at(-1) ?? '';
}

/** grammY brings its own AbortSignal for old Nodes, which the built-in fetch does not know. */
function nativeSignal(foreign: AbortSignal | null | undefined): AbortSignal | undefined {
  if (!foreign || foreign instanceof AbortSignal) return foreign ?? undefined;
  const controller = new AbortController();
  const shim: EventTarget & { aborted: boolean } = foreign;
  if (shim.aborted) controller.abort();
  else shim.addEventListener('abort', () => controller.abort(), { once: true });
  return controller.signal;
}

/** One request, once: for the sending of posts, where a repeated call could be a doubled ad. */
export const fetchOnce: TelegramFetch = (input, init = {}) => {
  const {
    agent: _agent,
    compress: _compress,
    signal,
    ...rest
  } = init as RequestInit & Record<string, unknown>;
  const native = nativeSignal(signal);
  // A streamed upload needs `duplex`, which the DOM's types do not know.
  return fetch(input, { ...rest, ...(native && { signal: native }), duplex: 'half' } as RequestInit);
};

/** grammY itself gives up after 500 s: for so long Herald would be deaf and dumb when a connection dies in silence. */
function patienceMs(url: string, body: unknown, callTimeoutMs: number): number {
  if (methodOf(url) === 'getUpdates') return LONG_POLL_S * 1000 + callTimeoutMs;
  return body === undefined || typeof body === 'string' ? callTimeoutMs : callTimeoutMs * UPLOAD_FACTOR;
}

/** Seconds that Telegram asks to wait; undefined for an answer that is no 429. */
function retryAfter(response: Response): number | undefined {
  return response.status === 429 ? Number(response.headers.get('retry-after') ?? 1) : undefined;
}

function answeredQuery(url: string, body: unknown): string | undefined {
  if (methodOf(url) !== 'answerCallbackQuery' || typeof body !== 'string') return undefined;
  const parsed: unknown = JSON.parse(body);
  const id =
    typeof parsed === 'object' &&
    parsed !== null &&
    'callback_query_id' in parsed &&
    parsed.callback_query_id;
  return typeof id === 'string' ? id : undefined;
}

/**
 * The fetch of interactive calls: gives up in time, retries a 429 when the wait is short, and notes answered presses. It
 * sits below the replay log of conversations, where transformers set on `bot.api` do not reach.
 */
export function createInteractiveFetch({ log, callTimeoutMs, onAnswer }: FetchDeps): TelegramFetch {
  return async (input, init) => {
    const url = String(input);
    const query = answeredQuery(url, init?.body);
    if (query !== undefined) onAnswer?.(query);
    for (let attempt = 1; ; attempt++) {
      const impatient = AbortSignal.timeout(patienceMs(url, init?.body, callTimeoutMs));
      const signals = [impatient, nativeSignal(init?.signal)].filter((signal) => signal !== undefined);
      const response = await fetchOnce(input, { ...init, signal: AbortSignal.any(signals) });
      const wait = retryAfter(response);
      const again = wait !== undefined && wait <= LONGEST_PATIENCE_S && attempt < MAX_ATTEMPTS;
      // Only a text body can be sent a second time; a stream is spent.
      if (!again || (init?.body && typeof init.body !== 'string')) return response;
      log.warn({ method: methodOf(url), wait }, 'Telegram asks to slow down');
      await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    }
  };
}

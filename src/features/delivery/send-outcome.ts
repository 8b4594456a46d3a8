import type { Message } from '@common/i18n/index.js';
import { asChatId, type ChatId } from '@common/ids.js';
import { GrammyError, HttpError } from 'grammy';

/** What is known after one attempt to send. */
export type SendOutcome =
  | { kind: 'refused'; reason: Message }
  /** Nothing left, or Telegram says to come back: the post is as due as before. */
  | {
      kind: 'again';
      cause: 'no-connection' | 'too-many-requests' | 'bad-token';
      afterMs: number;
      reason: Message;
    }
  /** The group has become a supergroup with this id; nothing was sent. */
  | { kind: 'migrated'; to: ChatId }
  /** Telegram may have it. Never repeated. */
  | { kind: 'unknown' };

const NO_CONNECTION_WAIT_MS = 5_000;
const BAD_TOKEN_WAIT_MS = 60_000;

/** What undici reports before a byte of the request was written. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Telegram's refusals in words; the first that matches. */
const REFUSALS: readonly [RegExp, Message][] = [
  [/bot was kicked|bot is not a member/, { key: 'failed-kicked' }],
  [
    /not enough rights|CHAT_WRITE_FORBIDDEN|have no rights|need administrator rights/,
    { key: 'failed-rights' },
  ],
  [/chat not found/, { key: 'failed-chat-not-found' }],
  [/wrong file identifier|FILE_REFERENCE|wrong remote file/, { key: 'failed-file' }],
  [/TOPIC_CLOSED|message thread not found/, { key: 'failed-topic' }],
];

function refusalOf(description: string): Message {
  const known = REFUSALS.find(([pattern]) => pattern.test(description));
  return known?.[1] ?? { key: 'failed-other', args: { description } };
}

function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : codesOf(error.cause);
  return [...code, ...inner];
}

type Again = Extract<SendOutcome, { kind: 'again' }>;

function again(cause: Again['cause'], afterMs: number, reason: Message): Again {
  return { kind: 'again', cause, afterMs, reason };
}

/** Reads what a failed call proves. Pure: the same error means the same, whoever asks. */
export function outcomeOf(error: unknown): SendOutcome {
  if (error instanceof GrammyError) return answered(error);
  const codes = error instanceof HttpError ? codesOf(error.error) : [];
  if (codes.length > 0 && codes.every((code) => NEVER_CONNECTED.has(code)))
    return again('no-connection', NO_CONNECTION_WAIT_MS, { key: 'why-no-connection' });
  return { kind: 'unknown' };
}

function answered({ error_code, description, parameters }: GrammyError): SendOutcome {
  if (error_code === 429)
    return again('too-many-requests', (parameters.retry_after ?? 1) * 1000, { key: 'why-slow-down' });
  if (error_code === 401) return again('bad-token', BAD_TOKEN_WAIT_MS, { key: 'why-bad-token' });
  if (parameters.migrate_to_chat_id !== undefined)
    return { kind: 'migrated', to: asChatId(parameters.migrate_to_chat_id) };
  if (error_code >= 500) return { kind: 'unknown' };
  return { kind: 'refused', reason: refusalOf(description) };
}

import { GrammyError, HttpError } from 'grammy';
import { expect, it } from 'vitest';
import { type ProbeAnswer, probeAnswerOf } from '../../../src/features/delivery/probe-answer.js';

/** Telegram's refusal of an edit. */
function refusal(error_code: number, description: string, parameters = {}): GrammyError {
  return new GrammyError(
    '',
    { ok: false, error_code, description, parameters },
    'editMessageReplyMarkup',
    {},
  );
}

/** A call that ended without an answer. */
function broken(code?: string): HttpError {
  return new HttpError('', code ? Object.assign(new Error(code), { code }) : new Error('aborted'));
}

const nothing = {
  kind: 'nothing',
  untouched: false,
  counts: true,
  slowDown: false,
  afterMs: 30_000,
} as const;

it.each<[string, Error, ProbeAnswer]>([
  [
    'it looks so already',
    refusal(400, 'Bad Request: message is not modified: specified new message content and reply markup'),
    { kind: 'ours' },
  ],
  ['somebody else wrote it', refusal(400, "Bad Request: message can't be edited"), { kind: 'not-ours' }],
  [
    'it is a kind of message without a text',
    refusal(400, 'Bad Request: there is no text in the message to edit'),
    { kind: 'not-ours' },
  ],
  [
    'it is a kind of message without a caption',
    refusal(400, 'Bad Request: there is no caption in the message to edit'),
    { kind: 'not-ours' },
  ],
  ['it is not there', refusal(400, 'Bad Request: message to edit not found'), { kind: 'gone' }],
  ['there is no such id', refusal(400, 'Bad Request: MESSAGE_ID_INVALID'), { kind: 'gone' }],
  [
    'the group became a supergroup',
    refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: -1007 }),
    { kind: 'moved', to: -1007 as never },
  ],
])('knows by the answer that %s', (_, error, answer) => expect(probeAnswerOf(error)).toEqual(answer));

it.each<[string, Error, Partial<ProbeAnswer>]>([
  [
    'a call for patience, which was not carried out',
    refusal(429, 'Too Many Requests: retry after 7', { retry_after: 7 }),
    { untouched: true, slowDown: true, afterMs: 7_000 },
  ],
  ['a chat that is closed to the bot', refusal(403, 'Forbidden: bot was kicked'), { untouched: true }],
  ['a refusal that nobody foresaw', refusal(400, 'Bad Request: SOMETHING_NEW'), { untouched: true }],
  ['a fault of Telegram, which may have carried it out', refusal(502, 'Bad Gateway'), {}],
  ['the same words in a fault of Telegram', refusal(500, 'message is not modified'), {}],
  ['a call without an answer, which may have been carried out', broken(), {}],
  ['a connection that broke', broken('ECONNRESET'), {}],
  [
    'a connection that never stood, which is nobody’s answer',
    broken('ECONNREFUSED'),
    { untouched: true, counts: false, afterMs: 5_000 },
  ],
])('takes nothing as proven by %s', (_, error, answer) =>
  expect(probeAnswerOf(error)).toEqual({ ...nothing, ...answer }),
);

import { GrammyError, HttpError } from 'grammy';
import type { ApiError } from 'grammy/types';
import { expect, it } from 'vitest';
import { outcomeOf } from '../../../src/features/delivery/send-outcome.js';

function refusal(error_code: number, description: string, parameters = {}): GrammyError {
  const answer: ApiError = { ok: false, error_code, description, parameters };
  return new GrammyError('refused', answer, 'sendPhoto', {});
}

function broken(code?: string): HttpError {
  const cause = Object.assign(new Error('socket'), code === undefined ? {} : { code });
  return new HttpError('broken', new TypeError('fetch failed', { cause }));
}

it.each([
  [403, 'Forbidden: bot was kicked from the supergroup chat', 'failed-kicked'],
  [400, 'Bad Request: not enough rights to send photos to the chat', 'failed-rights'],
  [400, 'Bad Request: chat not found', 'failed-chat-not-found'],
  [400, 'Bad Request: wrong file identifier/HTTP URL specified', 'failed-file'],
])('reads %s %s as a refusal in words', (code, description, key) => {
  expect(outcomeOf(refusal(code, description))).toEqual({ kind: 'refused', reason: { key } });
});

it('passes on a refusal that it does not know', () => {
  expect(outcomeOf(refusal(400, 'Bad Request: NEWS'))).toEqual({
    kind: 'refused',
    reason: { key: 'failed-other', args: { description: 'Bad Request: NEWS' } },
  });
});

it('comes back after as long as Telegram says', () => {
  expect(outcomeOf(refusal(429, 'Too Many Requests', { retry_after: 7 }))).toMatchObject({
    kind: 'again',
    afterMs: 7_000,
  });
});

it('comes back when no connection was made', () => {
  expect(outcomeOf(broken('ECONNREFUSED'))).toMatchObject({ kind: 'again' });
});

it.each([
  ['a time-out', broken()],
  ['a reset', broken('ECONNRESET')],
  ['a fault of Telegram’s own', refusal(502, 'Bad Gateway')],
  ['anything else', new Error('?')],
])('knows nothing after %s: never sent again', (_, error) => {
  expect(outcomeOf(error)).toEqual({ kind: 'unknown' });
});

import { expect, it } from 'vitest';
import type { ObservedCall } from '../../src/playground/telegram/index.js';
import { faultsOf } from './schema-judge.js';

const user = { id: 1, is_bot: false, first_name: 'Olga' };
const message = {
  message_id: 1,
  date: 0,
  chat: { id: 1, type: 'private', first_name: 'Olga' },
  from: user,
  text: 'x',
};

function call(change: Partial<ObservedCall>): ObservedCall {
  const params = { chat_id: 1, text: 'x' };
  return {
    method: 'sendMessage',
    params,
    typed: true,
    status: 200,
    answer: { ok: true, result: message },
    ...change,
  };
}

it('lets pass what the Bot API knows', () => expect(faultsOf(call({}), 'bot and server')).toEqual([]));

it.each([
  ['a field that is not there', { ...message, colour: 'red' }],
  ['a field that is missing', { ...message, date: undefined }],
  ['a field of another kind', { ...message, message_id: '1' }],
])('finds %s in an answer', (_, result) => {
  expect(faultsOf(call({ answer: { ok: true, result } }), 'server')).toHaveLength(1);
});

it('finds it deep in an update', () => {
  const update = { update_id: 1, callback_query: { id: '1', from: user, message, chat_instance: 7 } };
  expect(
    faultsOf(call({ method: 'getUpdates', answer: { ok: true, result: [update] } }), 'server'),
  ).toHaveLength(1);
});

it('finds a parameter that no method has, where the bot is judged', () => {
  const params = { chat_id: 1, text: 'x', shout: true };
  expect(faultsOf(call({ params }), 'bot and server')).toHaveLength(1);
  expect(faultsOf(call({ params }), 'server')).toEqual([]);
});

it('judges no refusal by the type of its answer', () => {
  expect(faultsOf(call({ status: 400, answer: { ok: false } }), 'server')).toEqual([]);
});

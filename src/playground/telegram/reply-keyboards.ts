import type { ForceReply, KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove } from '@grammyjs/types';
import { badRequest } from './errors.js';
import type { ReplyMarkup } from './schemas.js';
import type { SimChatKind } from './sim-protocol.js';

/** What a message does to the keyboard of whom it reaches. */
export type AnswerKeyboard = ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply;

/** Buttons that ask for something stand in private chats only. */
const REQUESTS = {
  request_contact: 'phone number',
  request_location: 'location',
  request_poll: 'poll',
  request_users: 'users',
  request_chat: 'chats',
} as const;

function checkKey(button: unknown, kind: SimChatKind): void {
  if (typeof button === 'string') return;
  if (typeof button !== 'object' || button === null)
    throw badRequest("can't parse keyboard button: KeyboardButton must be a String or an Object");
  if (!('text' in button)) throw badRequest('can\'t parse keyboard button: Can\'t find field "text"');
  for (const [field, what] of Object.entries(REQUESTS)) {
    const request: unknown = Reflect.get(button, field);
    if (request === undefined) continue;
    if (kind !== 'private') throw badRequest(`${what} can be requested in private chats only`);
    if (typeof request === 'object' && field !== 'request_poll' && !('request_id' in (request ?? {})))
      throw badRequest('can\'t parse keyboard button: Can\'t find field "request_id"');
  }
}

/** The markup that changes the keyboard itself; undefined for none and for an inline one. */
export function answerKeyboard(
  markup: ReplyMarkup | undefined,
  { kind }: { kind: SimChatKind },
): AnswerKeyboard | undefined {
  if (!markup || 'inline_keyboard' in markup) return undefined;
  const { keyboard } = markup;
  if (Array.isArray(keyboard)) for (const button of keyboard.flat()) checkKey(button, kind);
  return markup as AnswerKeyboard;
}

/** The button with this text, or whose text contains it. */
export function keyNamed(markup: AnswerKeyboard | undefined, name: string): KeyboardButton | undefined {
  const keys = markup && 'keyboard' in markup ? markup.keyboard.flat() : [];
  const textOf = (key: KeyboardButton) => (typeof key === 'string' ? key : key.text);
  return keys.find((key) => textOf(key) === name) ?? keys.find((key) => textOf(key).includes(name));
}

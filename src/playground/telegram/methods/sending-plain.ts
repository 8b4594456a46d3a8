import { randomBytes, randomInt } from 'node:crypto';
import type { Message, Poll } from '@grammyjs/types';
import { z } from 'zod';
import type { Backend, Call, MethodTable } from '../call.js';
import { badRequest } from '../errors.js';
import { type Content, findMessage } from '../messages.js';
import { requireAccess, requireSending, type Sending } from '../rights.js';
import { chatId, flag, integer, list, number, parse, text } from '../schemas.js';
import { common, deliver } from './sending.js';

const OPTIONS_MIN = 2;
const OPTIONS_MAX = 12;
const QUESTION_MAX = 300;
/** How high each kind of dice counts. */
const DICE: Record<string, number> = { '🎲': 6, '🎯': 6, '🎳': 6, '🏀': 5, '⚽': 5, '🎰': 64 };

/** A method that sends what needs no file. */
function sendPlain<T extends z.ZodRawShape>(
  what: Sending,
  shape: T,
  content: (params: z.infer<z.ZodObject<T>>) => Content,
) {
  const own = z.object(shape);
  return (backend: Backend, call: Call): Message => {
    const params = parse(z.looseObject(common), call.params);
    const chat = backend.world.chat(params.chat_id);
    requireSending(backend.world, chat, what);
    return deliver(backend, chat, params, content(parse(own, call.params)));
  };
}

const place = { latitude: number, longitude: number };

function checkPlace({ latitude, longitude }: { latitude: number; longitude: number }) {
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
    throw badRequest('Wrong latitude or longitude specified');
  return { latitude, longitude };
}

const pollOption = z.union([z.string(), z.looseObject({ text: z.string() })]);

function makePoll(question: string, options: readonly string[], anonymous: boolean, several: boolean): Poll {
  if (question.length === 0 || question.length > QUESTION_MAX)
    throw badRequest('poll question must be 1-300 characters');
  if (options.length < OPTIONS_MIN) throw badRequest('poll must have at least 2 option');
  if (options.length > OPTIONS_MAX) throw badRequest(`poll can't have more than ${OPTIONS_MAX} options`);
  return {
    id: String(randomBytes(6).readUIntBE(0, 6)),
    question,
    options: options.map((option, index) => ({ persistent_id: String(index), text: option, voter_count: 0 })),
    total_voter_count: 0,
    is_closed: false,
    is_anonymous: anonymous,
    type: 'regular',
    allows_multiple_answers: several,
    allows_revoting: true,
    members_only: false,
  };
}

/** Closes the bot's own poll, and answers how it stands. */
function stopPoll(backend: Backend, call: Call): Poll {
  const { chat_id, message_id } = parse(z.looseObject({ chat_id: chatId, message_id: integer }), call.params);
  const { world } = backend;
  const chat = world.chat(chat_id);
  requireAccess(world, chat);
  const message = findMessage(chat, message_id, 'edit');
  if (!message.poll) throw badRequest('message with poll to stop not found');
  if (!chat.fromBot.has(message_id)) throw badRequest("message can't be edited");
  if (message.poll.is_closed) throw badRequest('poll has already been closed');
  const poll: Poll = { ...message.poll, is_closed: true };
  const stopped = { ...message, poll } as Message;
  chat.messages.set(message_id, stopped);
  world.emit({ type: 'edit', chatId: chat.id, message: stopped });
  return poll;
}

export const plainMethods: MethodTable = {
  sendLocation: sendPlain('location', place, (params) => ({ location: checkPlace(params) })),
  sendVenue: sendPlain('venue', { ...place, title: text, address: text }, ({ title, address, ...at }) => {
    const location = checkPlace(at);
    return { location, venue: { location, title, address } };
  }),
  sendContact: sendPlain(
    'contact',
    { phone_number: text, first_name: text, last_name: text.optional() },
    ({ phone_number, first_name, last_name }) => ({
      contact: { phone_number, first_name, ...(last_name && { last_name }) },
    }),
  ),
  sendDice: sendPlain('dice', { emoji: text.default('🎲') }, ({ emoji }) => {
    const sides = DICE[emoji];
    if (sides === undefined) throw badRequest('DICE_EMOJI_INVALID');
    return { dice: { emoji, value: randomInt(1, sides + 1) } };
  }),
  sendPoll: sendPlain(
    'poll',
    {
      question: text,
      options: list(pollOption),
      is_anonymous: flag.default(true),
      allows_multiple_answers: flag,
    },
    ({ question, options, is_anonymous, allows_multiple_answers }) => {
      const texts = options.map((option) => (typeof option === 'string' ? option : option.text));
      return { poll: makePoll(question, texts, is_anonymous, allows_multiple_answers) };
    },
  ),
  stopPoll,
};

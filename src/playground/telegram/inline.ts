import { randomUUID } from 'node:crypto';
import type { Message } from '@grammyjs/types';
import type { Backend } from './call.js';
import { badRequest } from './errors.js';
import { inlineIdOf } from './inline-id.js';
import { addMessage, type Content } from './messages.js';
import { requireMembership } from './people.js';
import type { SimCommand } from './sim-protocol.js';

/** An answer must come before this; later ones nobody waits for. */
const QUERY_LIFE_MS = 30_000;

/** What a person asked the bot from the input field of a chat, and what it offered. */
interface InlineQueryState {
  userId: number;
  chatId: number;
  query: string;
  until: number;
  offers: Map<string, Content>;
}

/** The switches that the bot's owner has at BotFather. */
interface InlineMode {
  on: boolean;
  /** The bot is told what was chosen. */
  feedback: boolean;
}

/** Inline mode, and what was asked in it. */
export interface Inline {
  mode: InlineMode;
  queries: Map<string, InlineQueryState>;
}

/** Turns inline mode on or off, as at BotFather. */
export function setInlineMode({ world, inline }: Backend, mode: InlineMode): void {
  inline.mode = mode;
  world.bot.supports_inline_queries = mode.on;
}

/** A person types `@bot query`; answers the id by which to choose. */
export function askInline(backend: Backend, command: Extract<SimCommand, { do: 'inlineQuery' }>): string {
  const { world, updates, clock, inline } = backend;
  const { chatId, userId, query, offset = '' } = command;
  const chat = world.chat(chatId);
  requireMembership(chat, userId);
  if (!inline.mode.on) throw badRequest('inline mode is off');
  const id = randomUUID();
  inline.queries.set(id, { userId, chatId, query, until: clock.now() + QUERY_LIFE_MS, offers: new Map() });
  const chat_type = chat.kind === 'private' ? 'sender' : chat.kind;
  updates.push('inline_query', { id, from: world.user(userId), query, offset, chat_type });
  return id;
}

/** A person picks one of the results: it is their message, by way of the bot. */
export function chooseInline(backend: Backend, { queryId, resultId }: ChooseInline): Message {
  const { world, updates, inline } = backend;
  const asked = inline.queries.get(queryId);
  const content = asked?.offers.get(resultId);
  if (!asked || !content) throw badRequest(`there is no result "${resultId}"`);
  const { userId, chatId, query } = asked;
  const via_bot = world.user(world.bot.id);
  const message = addMessage(world, updates, world.chat(chatId), userId, { ...content, via_bot });
  if (inline.mode.feedback)
    updates.push('chosen_inline_result', {
      result_id: resultId,
      from: world.user(userId),
      query,
      ...(content.reply_markup && { inline_message_id: inlineIdOf(message) }),
    });
  return message;
}

type ChooseInline = Extract<SimCommand, { do: 'chooseInline' }>;

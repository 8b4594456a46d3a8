import type { Message } from '@grammyjs/types';
import { z } from 'zod';
import type { Backend, Call, MethodTable } from '../call.js';
import { badRequest } from '../errors.js';
import {
  type Content,
  contentOf,
  findMessage,
  hasMedia,
  isService,
  mediaKindOf,
  originOf,
} from '../messages.js';
import { requireMember, requireSending } from '../rights.js';
import { chatId, entities, integer, parse, text } from '../schemas.js';
import { captionContent } from '../words.js';
import { common, deliver } from './sending.js';

const schema = z.looseObject({
  ...common,
  from_chat_id: chatId,
  message_id: integer,
  caption: text.optional(),
  parse_mode: text.optional(),
  caption_entities: entities.optional(),
});
type Params = z.infer<typeof schema>;

/** The message to carry over; protected content and service messages stay where they are (S5, S6). */
function source({ world }: Backend, params: Params, what: 'copy' | 'forward'): Message {
  const from = world.chat(params.from_chat_id);
  if (from.kind !== 'private') requireMember(world, from);
  const message = findMessage(from, params.message_id, what);
  if (message.has_protected_content || isService(message))
    throw badRequest(`message can't be ${what === 'copy' ? 'copied' : 'forwarded'}`);
  return message;
}

/** A new caption where the call gives one; a text has none. */
function recaptioned(message: Message, params: Params): Content {
  const { caption, caption_entities, parse_mode } = params;
  const content = contentOf(message);
  if (caption === undefined || !hasMedia(message)) return content;
  const { caption: _caption, caption_entities: _entities, ...rest } = content;
  const words = { text: caption, entities: caption_entities, parseMode: parse_mode };
  return { ...rest, ...captionContent(words, false) };
}

/** Answers the id only (S5). */
function copyMessage(backend: Backend, call: Call): { message_id: number } {
  const params = parse(schema, call.params);
  const message = source(backend, params, 'copy');
  const chat = backend.world.chat(params.chat_id);
  requireSending(backend.world, chat, mediaKindOf(message) ?? 'text');
  const { message_id } = deliver(backend, chat, params, recaptioned(message, params));
  return { message_id };
}

function forwardMessage(backend: Backend, call: Call): Message {
  const params = parse(schema, call.params);
  const message = source(backend, params, 'forward');
  const chat = backend.world.chat(params.chat_id);
  requireSending(backend.world, chat, mediaKindOf(message) ?? 'text');
  const content = { ...contentOf(message), forward_origin: originOf(message) };
  return deliver(backend, chat, params, content);
}

export const copyingMethods: MethodTable = { copyMessage, forwardMessage };

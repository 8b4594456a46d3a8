import { randomBytes } from 'node:crypto';
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
import { chatId, entities, flag, integer, list, parse, text } from '../schemas.js';
import { captionContent } from '../words.js';
import type { ChatState } from '../world.js';
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

type What = 'copy' | 'forward';

function sourceChat({ world }: Backend, from_chat_id: number | string): ChatState {
  const from = world.chat(from_chat_id);
  if (from.kind !== 'private') requireMember(world, from);
  return from;
}

/** Protected content and service messages stay where they are (S5, S6). */
const isCarried = (message: Message) => !message.has_protected_content && !isService(message);

/** The message to carry over. */
function source(backend: Backend, params: Params, what: What): Message {
  const message = findMessage(sourceChat(backend, params.from_chat_id), params.message_id, what);
  if (!isCarried(message)) throw badRequest(`message can't be ${what === 'copy' ? 'copied' : 'forwarded'}`);
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

const manySchema = z.looseObject({
  ...common,
  from_chat_id: chatId,
  message_ids: list(z.number().int()),
  remove_caption: flag,
});
const MANY_MAX = 100;

/** Several at once, in their order: those that can't be carried are left out, and albums stay albums. */
function carryMany(what: What) {
  return (backend: Backend, call: Call): { message_id: number }[] => {
    const params = parse(manySchema, call.params);
    const { message_ids: ids } = params;
    if (ids.length === 0) throw badRequest('message identifiers are not specified');
    if (ids.length > MANY_MAX) throw badRequest(`too many messages to ${what}`);
    if (ids.some((id, index) => index > 0 && id <= (ids[index - 1] ?? 0)))
      throw badRequest('message identifiers must be in a strictly increasing order');
    const from = sourceChat(backend, params.from_chat_id);
    const messages = ids.flatMap((id) => from.messages.get(id) ?? []).filter(isCarried);
    if (messages.length === 0) throw badRequest(`there are no messages to ${what}`);
    const chat = backend.world.chat(params.chat_id);
    for (const message of messages) requireSending(backend.world, chat, mediaKindOf(message) ?? 'text');
    const albums = new Map<string, string>();
    return messages.map((message) => {
      const { caption, caption_entities, ...bare } = contentOf(message);
      const words = params.remove_caption && what === 'copy' ? {} : { caption, caption_entities };
      const { message_id } = deliver(backend, chat, params, {
        ...bare,
        ...(caption !== undefined && words),
        ...(what === 'forward' && { forward_origin: originOf(message) }),
        ...albumOf(message, albums),
      } as Content);
      return { message_id };
    });
  };
}

/** The new album of a message that was part of one. */
function albumOf({ media_group_id: old }: Message, albums: Map<string, string>): Content {
  if (old === undefined) return {};
  const media_group_id = albums.get(old) ?? String(randomBytes(6).readUIntBE(0, 6));
  albums.set(old, media_group_id);
  return { media_group_id };
}

export const copyingMethods: MethodTable = {
  copyMessage,
  forwardMessage,
  copyMessages: carryMany('copy'),
  forwardMessages: carryMany('forward'),
};

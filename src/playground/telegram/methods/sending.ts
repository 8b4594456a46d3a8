import type { Message } from '@grammyjs/types';
import { z } from 'zod';
import type { Backend, Call, MethodTable } from '../call.js';
import { storedEntities, trimmed } from '../entities.js';
import { badRequest } from '../errors.js';
import { inlineKeyboard } from '../keyboards.js';
import { fileFrom, type MediaKind, mediaContent } from '../media.js';
import {
  addMessage,
  type Content,
  checkCaption,
  checkText,
  contentOf,
  findMessage,
  isService,
} from '../messages.js';
import { requireMember, requireSending } from '../rights.js';
import { chatId, entities, flag, integer, object, parse, replyMarkup, text } from '../schemas.js';
import { type ChatState, chatOf } from '../world.js';

const common = {
  chat_id: chatId,
  reply_markup: replyMarkup.optional(),
  protect_content: flag,
  disable_notification: flag,
  reply_parameters: object({ message_id: z.number().int() }).optional(),
  parse_mode: z.undefined({ error: 'the local Telegram takes entities only' }).optional(),
};

const captioned = {
  ...common,
  caption: text.default(''),
  caption_entities: entities.optional(),
  has_spoiler: flag,
  show_caption_above_media: flag,
};

type Common = z.infer<z.ZodObject<typeof common>>;

function deliver(backend: Backend, chat: ChatState, params: Common, content: Content): Message {
  const { world, updates } = backend;
  const keyboard = inlineKeyboard(params.reply_markup);
  const replied = params.reply_parameters && chat.messages.get(params.reply_parameters.message_id);
  return addMessage(world, updates, chat, world.bot.id, {
    ...content,
    ...(params.protect_content && { has_protected_content: true as const }),
    ...(replied && { reply_to_message: replied as Content['reply_to_message'] & object }),
    ...(keyboard && { reply_markup: keyboard }),
  });
}

const RIGHTS = { photo: 'photos', video: 'videos', animation: 'videos', document: 'documents' } as const;

function sendMedia(kind: MediaKind) {
  const schema = z.looseObject({ ...captioned, [kind]: z.string().optional() });
  return (backend: Backend, call: Call): Message => {
    const params = parse(schema, call.params);
    const chat = backend.world.chat(params.chat_id);
    requireSending(backend.world, chat, RIGHTS[kind]);
    const words = trimmed(params.caption, params.caption_entities);
    const caption = checkCaption(words.text, storedEntities(words.text, words.entities), false);
    const file = fileFrom(backend.files, call, params[kind], kind, kind);
    return deliver(backend, chat, params, {
      ...mediaContent(file, kind, params.has_spoiler),
      ...caption,
      ...(params.show_caption_above_media && { show_caption_above_media: true as const }),
    });
  };
}

const textSchema = z.looseObject({
  ...common,
  text,
  entities: entities.optional(),
  link_preview_options: object({}).optional(),
});

function sendMessage(backend: Backend, call: Call): Message {
  const params = parse(textSchema, call.params);
  const chat = backend.world.chat(params.chat_id);
  requireSending(backend.world, chat, 'text messages');
  const words = trimmed(params.text, params.entities);
  const content = checkText(words.text, storedEntities(words.text, words.entities), false);
  const { link_preview_options } = params;
  return deliver(backend, chat, params, {
    ...content,
    ...(link_preview_options && { link_preview_options }),
  });
}

const copySchema = z.looseObject({
  ...common,
  from_chat_id: chatId,
  message_id: integer,
  caption: text.optional(),
  caption_entities: entities.optional(),
});

/** The message to copy or forward; protected content and service messages stay where they are (S5, S6). */
function source(backend: Backend, params: z.infer<typeof copySchema>, what: 'copy' | 'forward'): Message {
  const from = backend.world.chat(params.from_chat_id);
  if (from.kind !== 'private') requireMember(backend.world, from);
  const message = findMessage(from, params.message_id, what);
  if (message.has_protected_content || isService(message))
    throw badRequest(`message can't be ${what === 'copy' ? 'copied' : 'forwarded'}`);
  return message;
}

function copyMessage(backend: Backend, call: Call): { message_id: number } {
  const params = parse(copySchema, call.params);
  const message = source(backend, params, 'copy');
  const chat = backend.world.chat(params.chat_id);
  requireSending(backend.world, chat, 'text messages');
  const caption =
    params.caption === undefined
      ? {}
      : checkCaption(params.caption, storedEntities(params.caption, params.caption_entities), false);
  return { message_id: deliver(backend, chat, params, { ...contentOf(message), ...caption }).message_id };
}

function forwardMessage(backend: Backend, call: Call): Message {
  const params = parse(copySchema, call.params);
  const message = source(backend, params, 'forward');
  const chat = backend.world.chat(params.chat_id);
  requireSending(backend.world, chat, 'text messages');
  return deliver(backend, chat, params, {
    ...contentOf(message),
    forward_origin: originOf(backend, message),
  });
}

function originOf({ world }: Backend, message: Message): NonNullable<Content['forward_origin']> {
  if (message.from) return { type: 'user', date: message.date, sender_user: message.from };
  const chat = chatOf(world.chat(message.chat.id), world);
  return { type: 'channel', date: message.date, message_id: message.message_id, chat } as NonNullable<
    Content['forward_origin']
  >;
}

export const sendingMethods: MethodTable = {
  sendMessage,
  sendPhoto: sendMedia('photo'),
  sendVideo: sendMedia('video'),
  sendAnimation: sendMedia('animation'),
  sendDocument: sendMedia('document'),
  copyMessage,
  forwardMessage,
};

import type { Message } from '@grammyjs/types';
import { z } from 'zod';
import type { Backend, Call, MethodTable } from '../call.js';
import { badRequest } from '../errors.js';
import { fileFrom } from '../file-source.js';
import type { MediaKind } from '../files.js';
import { inlineKeyboard } from '../keyboards.js';
import { mediaContent } from '../media.js';
import { addMessage, type Content } from '../messages.js';
import { answerKeyboard } from '../reply-keyboards.js';
import { requireSending } from '../rights.js';
import { chatId, entities, flag, integer, object, parse, replyMarkup, text } from '../schemas.js';
import { requireTopic } from '../topics.js';
import { captionContent, textContent } from '../words.js';
import type { ChatState } from '../world.js';

/** What every sending method takes. */
export const common = {
  chat_id: chatId,
  message_thread_id: integer.optional(),
  reply_markup: replyMarkup.optional(),
  protect_content: flag,
  reply_parameters: object({
    message_id: z.number().int(),
    allow_sending_without_reply: z.boolean().optional(),
  }).optional(),
};
type Common = z.infer<z.ZodObject<typeof common>>;

/** Puts the bot's message into the chat, with what the call says beside its content. */
export function deliver(backend: Backend, chat: ChatState, params: Common, content: Content): Message {
  const { world, updates } = backend;
  const keyboard = inlineKeyboard(params.reply_markup);
  const thread =
    params.message_thread_id === undefined ? {} : requireTopic(backend, chat, params.message_thread_id);
  const reply = params.reply_parameters;
  const replied = reply && chat.messages.get(reply.message_id);
  if (reply && !replied && !reply.allow_sending_without_reply)
    throw badRequest('message to be replied not found');
  const said = {
    ...content,
    ...thread,
    ...(params.protect_content && { has_protected_content: true as const }),
    ...(replied && { reply_to_message: replied as NonNullable<Content['reply_to_message']> }),
    ...(keyboard && { reply_markup: keyboard }),
  };
  return addMessage(world, updates, chat, world.bot.id, said, answerKeyboard(params.reply_markup, chat));
}

const textSchema = z.looseObject({
  ...common,
  text: text.default(''),
  parse_mode: text.optional(),
  entities: entities.optional(),
  link_preview_options: object({}).optional(),
});

function sendMessage(backend: Backend, call: Call): Message {
  const params = parse(textSchema, call.params);
  const chat = backend.world.chat(params.chat_id);
  requireSending(backend.world, chat, 'text');
  const words = { text: params.text, entities: params.entities, parseMode: params.parse_mode };
  const { link_preview_options } = params;
  return deliver(backend, chat, params, {
    ...textContent(words, false),
    ...(link_preview_options && { link_preview_options }),
  });
}

const mediaSchema = z.looseObject({
  ...common,
  caption: text.default(''),
  parse_mode: text.optional(),
  caption_entities: entities.optional(),
  has_spoiler: flag,
  show_caption_above_media: flag,
  width: integer.optional(),
  height: integer.optional(),
  duration: integer.optional(),
  performer: text.optional(),
  title: text.optional(),
});

/** They have no caption. */
const WORDLESS: readonly MediaKind[] = ['video_note', 'sticker'];

function sendMedia(kind: MediaKind) {
  const schema = mediaSchema.extend({ [kind]: text.optional() } as Record<
    MediaKind,
    z.ZodOptional<z.ZodString>
  >);
  return async (backend: Backend, call: Call): Promise<Message> => {
    const params = parse(schema, call.params);
    const named = params[kind];
    const chat = backend.world.chat(params.chat_id);
    requireSending(backend.world, chat, kind);
    const words = { text: params.caption, entities: params.caption_entities, parseMode: params.parse_mode };
    const caption = WORDLESS.includes(kind) ? {} : captionContent(words, false);
    const file = await fileFrom(backend.files, call, named, kind);
    return deliver(backend, chat, params, {
      ...mediaContent(file, kind, params.has_spoiler, params),
      ...caption,
      ...(params.show_caption_above_media && { show_caption_above_media: true as const }),
    });
  };
}

export const sendingMethods: MethodTable = {
  sendMessage,
  sendPhoto: sendMedia('photo'),
  sendVideo: sendMedia('video'),
  sendAnimation: sendMedia('animation'),
  sendDocument: sendMedia('document'),
  sendAudio: sendMedia('audio'),
  sendVoice: sendMedia('voice'),
  sendVideoNote: sendMedia('video_note'),
  sendSticker: sendMedia('sticker'),
};

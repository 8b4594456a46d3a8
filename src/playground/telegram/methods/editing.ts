import type { Message } from '@grammyjs/types';
import { z } from 'zod';
import type { Backend, Call, MethodTable } from '../call.js';
import { storedEntities, trimmed } from '../entities.js';
import { badRequest } from '../errors.js';
import { inlineKeyboard } from '../keyboards.js';
import { fileFrom, mediaContent } from '../media.js';
import { type Content, checkCaption, checkText, findMessage, hasMedia } from '../messages.js';
import { chatId, entities, flag, integer, object, parse, replyMarkup, text } from '../schemas.js';

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

const target = { chat_id: chatId, message_id: integer, reply_markup: replyMarkup.optional() };
type Target = z.infer<z.ZodObject<typeof target>>;

/** What an edit compares and replaces; a field that is not named here stays. */
const CONTENT = [
  'text',
  'entities',
  'caption',
  'caption_entities',
  'photo',
  'video',
  'animation',
  'document',
] as const;

/** The bot's own message, at any age (E1). */
function ownMessage({ world }: Backend, { chat_id, message_id }: Target): Message {
  const message = findMessage(world.chat(chat_id), message_id, 'edit');
  const own = message.from?.id === world.bot.id || message.sender_chat?.id === message.chat.id;
  if (!own) throw badRequest("message can't be edited");
  return message;
}

function fingerprint(message: object): string {
  const { photo, video, animation, document, ...rest } = message as Record<string, unknown>;
  const ids = [photo, video, animation, document].map((media) => JSON.stringify(media ?? null));
  const { edit_date: _date, ...content } = rest;
  return JSON.stringify([ids, content]);
}

/** Replaces content and keyboard; an edit without a keyboard removes it (E2), one that changes nothing is refused (E1). */
function edit(backend: Backend, params: Target, message: Message, content: Content | undefined): Message {
  const keyboard = inlineKeyboard(params.reply_markup);
  const kept: Partial<Message> = { ...message };
  delete kept.reply_markup;
  if (content) for (const field of CONTENT) delete kept[field];
  const edited = { ...kept, ...content, ...(keyboard && { reply_markup: keyboard }) } as Message;
  if (fingerprint(sorted(edited)) === fingerprint(sorted(message))) throw badRequest(NOT_MODIFIED);
  const dated = { ...edited, edit_date: backend.world.seconds() } as Message;
  backend.world.chat(params.chat_id).messages.set(message.message_id, dated);
  backend.world.emit({ type: 'edit', chatId: message.chat.id, message: dated });
  return dated;
}

function sorted(message: Message): object {
  return Object.fromEntries(Object.entries(message).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const textSchema = z.looseObject({
  ...target,
  text,
  entities: entities.optional(),
  link_preview_options: object({}).optional(),
});

function editMessageText(backend: Backend, call: Call): Message {
  const params = parse(textSchema, call.params);
  const message = ownMessage(backend, params);
  if (hasMedia(message)) throw badRequest('there is no text in the message to edit');
  const words = trimmed(params.text, params.entities);
  return edit(
    backend,
    params,
    message,
    checkText(words.text, storedEntities(words.text, words.entities), true),
  );
}

const captionSchema = z.looseObject({
  ...target,
  caption: text.default(''),
  caption_entities: entities.optional(),
});

function editMessageCaption(backend: Backend, call: Call): Message {
  const params = parse(captionSchema, call.params);
  const message = ownMessage(backend, params);
  if (!hasMedia(message)) throw badRequest('there is no caption in the message to edit');
  const media = Object.fromEntries(
    CONTENT.slice(4)
      .filter((field) => field in message)
      .map((field) => [field, message[field]]),
  );
  const words = trimmed(params.caption, params.caption_entities);
  const caption = checkCaption(words.text, storedEntities(words.text, words.entities), true);
  return edit(backend, params, message, { ...media, ...caption });
}

const mediaSchema = z.looseObject({
  ...target,
  media: object({
    type: z.enum(['photo', 'video', 'animation', 'document']),
    media: z.string(),
    caption: text.default(''),
    caption_entities: entities.optional(),
    has_spoiler: flag,
  }),
});

function editMessageMedia(backend: Backend, call: Call): Message {
  const params = parse(mediaSchema, call.params);
  const message = ownMessage(backend, params);
  const { type, media, caption, caption_entities, has_spoiler } = params.media;
  const words = checkCaption(caption, storedEntities(caption, caption_entities), true);
  const file = fileFrom(backend.files, call, media, type, type);
  return edit(backend, params, message, { ...mediaContent(file, type, has_spoiler), ...words });
}

function editMessageReplyMarkup(backend: Backend, call: Call): Message {
  const params = parse(z.looseObject(target), call.params);
  return edit(backend, params, ownMessage(backend, params), undefined);
}

export const editingMethods: MethodTable = {
  editMessageText,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
};

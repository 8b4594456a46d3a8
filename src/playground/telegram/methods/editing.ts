import { isDeepStrictEqual } from 'node:util';
import type { Message } from '@grammyjs/types';
import { z } from 'zod';
import type { Backend, Call, MethodTable } from '../call.js';
import { badRequest } from '../errors.js';
import { fileFrom } from '../file-source.js';
import { MEDIA_KINDS } from '../files.js';
import { inlineKeyboard } from '../keyboards.js';
import { mediaContent } from '../media.js';
import { type Content, findMessage, hasMedia } from '../messages.js';
import { hasRight, requireAccess } from '../rights.js';
import { chatId, entities, flag, integer, object, parse, replyMarkup, text } from '../schemas.js';
import { captionContent, textContent } from '../words.js';

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

const target = { chat_id: chatId, message_id: integer, reply_markup: replyMarkup.optional() };
type Target = z.infer<z.ZodObject<typeof target>>;

/** The bot's own message, at any age; in a channel another's too, with the right (E1). */
function editable({ world }: Backend, { chat_id, message_id }: Target): Message {
  const chat = world.chat(chat_id);
  requireAccess(world, chat);
  const message = findMessage(chat, message_id, 'edit');
  // A keyboard in the place of the phone's own can't be edited, nor the message that brought it.
  if (chat.answerKeyboards.has(message_id)) throw badRequest("message can't be edited");
  const mayEdit = chat.kind === 'channel' && hasRight(world, chat, 'can_edit_messages');
  if (!chat.fromBot.has(message_id) && !mayEdit) throw badRequest("message can't be edited");
  return message;
}

const TEXT = ['text', 'entities', 'link_preview_options'] as const;
const CAPTION = ['caption', 'caption_entities', 'show_caption_above_media'] as const;
const MEDIA = [...MEDIA_KINDS, 'has_media_spoiler'] as const;

/**
 * Puts new content in place of the fields of the old, and the keyboard in place of the old one, which goes when none is
 * given (E2); a change that changes nothing is refused (E1).
 */
function edit(
  { world }: Backend,
  params: Target,
  old: Message,
  replaced: readonly (keyof Content)[],
  content: Content,
): Message {
  const keyboard = inlineKeyboard(params.reply_markup);
  const gone = new Set<string>([...replaced, 'reply_markup']);
  const kept = Object.fromEntries(Object.entries(old).filter(([field]) => !gone.has(field)));
  const edited = { ...kept, ...content, ...(keyboard && { reply_markup: keyboard }) } as Message;
  if (isDeepStrictEqual(edited, old)) throw badRequest(NOT_MODIFIED);
  const dated = { ...edited, edit_date: world.seconds() } as Message;
  world.chat(params.chat_id).messages.set(old.message_id, dated);
  world.emit({ type: 'edit', chatId: old.chat.id, message: dated });
  return dated;
}

const textSchema = z.looseObject({
  ...target,
  text: text.default(''),
  parse_mode: text.optional(),
  entities: entities.optional(),
  link_preview_options: object({}).optional(),
});

function editMessageText(backend: Backend, call: Call): Message {
  const params = parse(textSchema, call.params);
  const message = editable(backend, params);
  if (message.text === undefined) throw badRequest('there is no text in the message to edit');
  const { link_preview_options } = params;
  const words = { text: params.text, entities: params.entities, parseMode: params.parse_mode };
  return edit(backend, params, message, TEXT, {
    ...textContent(words, true),
    ...(link_preview_options && { link_preview_options }),
  });
}

const captioned = {
  caption: text.default(''),
  parse_mode: text.optional(),
  caption_entities: entities.optional(),
  show_caption_above_media: flag,
};
type Captioned = z.infer<z.ZodObject<typeof captioned>>;

function captionOf(params: Captioned): Content {
  const words = { text: params.caption, entities: params.caption_entities, parseMode: params.parse_mode };
  return {
    ...captionContent(words, true),
    ...(params.show_caption_above_media && { show_caption_above_media: true as const }),
  };
}

function editMessageCaption(backend: Backend, call: Call): Message {
  const params = parse(z.looseObject({ ...target, ...captioned }), call.params);
  const message = editable(backend, params);
  if (!hasMedia(message)) throw badRequest('there is no caption in the message to edit');
  return edit(backend, params, message, CAPTION, captionOf(params));
}

const mediaSchema = z.looseObject({
  ...target,
  media: object({
    ...captioned,
    type: z.enum(['photo', 'video', 'animation', 'document', 'audio']),
    media: z.string(),
    has_spoiler: flag,
  }),
});

/** Text becomes media, and media other media (E2). */
async function editMessageMedia(backend: Backend, call: Call): Promise<Message> {
  const params = parse(mediaSchema, call.params);
  const { type, media, has_spoiler, ...caption } = params.media;
  editable(backend, params);
  const words = captionOf(caption);
  const file = await fileFrom(backend.files, call, media, type);
  // Read again: while a file came by URL, the message may have changed.
  const message = editable(backend, params);
  const content = { ...mediaContent(file, type, has_spoiler), ...words };
  return edit(backend, params, message, [...TEXT, ...CAPTION, ...MEDIA], content);
}

function editMessageReplyMarkup(backend: Backend, call: Call): Message {
  const params = parse(z.looseObject(target), call.params);
  return edit(backend, params, editable(backend, params), [], {});
}

export const editingMethods: MethodTable = {
  editMessageText,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
};

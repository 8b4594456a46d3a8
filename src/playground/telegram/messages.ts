import type { InlineKeyboardMarkup, Message, MessageEntity } from '@grammyjs/types';
import { badRequest } from './errors.js';
import type { UpdateQueue } from './updates.js';
import { type ChatState, chatOf, type World } from './world.js';

export const TEXT_MAX = 4096;
export const CAPTION_MAX = 1024;

/** What a message says, in the Bot API's own fields. */
export type Content = Partial<
  Pick<
    Message,
    | 'text'
    | 'entities'
    | 'caption'
    | 'caption_entities'
    | 'photo'
    | 'video'
    | 'animation'
    | 'document'
    | 'has_media_spoiler'
    | 'show_caption_above_media'
    | 'link_preview_options'
    | 'has_protected_content'
    | 'new_chat_members'
    | 'left_chat_member'
    | 'pinned_message'
    | 'new_chat_title'
    | 'reply_to_message'
    | 'forward_origin'
    | 'media_group_id'
  >
> & { reply_markup?: InlineKeyboardMarkup };

const SERVICE = ['new_chat_members', 'left_chat_member', 'pinned_message', 'new_chat_title'] as const;
const MEDIA = ['photo', 'video', 'animation', 'document'] as const;

export function isService(message: Message): boolean {
  return SERVICE.some((field) => field in message);
}

export function hasMedia(message: Message): boolean {
  return MEDIA.some((field) => field in message);
}

/** The fields that a copy carries over. */
export function contentOf(message: Message): Content {
  const fields = ['text', 'entities', 'caption', 'caption_entities', 'has_media_spoiler', ...MEDIA] as const;
  return Object.fromEntries(
    fields.filter((field) => field in message).map((field) => [field, message[field]]),
  );
}

/** Puts a message into a chat and tells the world; the bot hears of those that are not its own. */
export function addMessage(
  world: World,
  updates: UpdateQueue,
  chat: ChatState,
  from: number,
  content: Content,
): Message {
  const sender = chat.kind === 'channel' ? { sender_chat: chatOf(chat, world) } : { from: world.user(from) };
  const message = {
    message_id: world.nextMessageId(chat),
    ...sender,
    chat: chatOf(chat, world),
    date: world.seconds(),
    ...content,
  } as Message;
  chat.messages.set(message.message_id, message);
  world.emit({ type: 'message', chatId: chat.id, message });
  const own = from === world.bot.id;
  // The bot hears of the service message that its own pin makes, and of nothing else of its own (E4).
  if ((!own || 'pinned_message' in content) && heardBy(world, chat, message))
    updates.push(chat.kind === 'channel' ? 'channel_post' : 'message', message);
  return message;
}

/** Privacy mode: in groups only commands, replies to the bot and service messages, unless it is an administrator (U4). */
function heardBy(world: World, chat: ChatState, message: Message): boolean {
  if (chat.kind === 'private') return !world.people.get(chat.id)?.blocked;
  const member = chat.members.get(world.bot.id);
  if (!member || member.status === 'left' || member.status === 'kicked') return false;
  if (member.status === 'administrator' || isService(message)) return true;
  const command = message.entities?.[0]?.type === 'bot_command' && message.entities[0].offset === 0;
  return command || message.reply_to_message?.from?.id === world.bot.id;
}

export function findMessage(chat: ChatState, id: number, what: string): Message {
  const message = chat.messages.get(id);
  if (!message) throw badRequest(`message to ${what} not found`);
  return message;
}

export function checkText(
  text: string,
  entities: MessageEntity[],
  edit: boolean,
): { text: string; entities?: MessageEntity[] } {
  if (text.length === 0) throw badRequest('message text is empty');
  if (text.length > TEXT_MAX) throw badRequest(edit ? 'MESSAGE_TOO_LONG' : 'message is too long');
  return { text, ...(entities.length > 0 && { entities }) };
}

export function checkCaption(
  caption: string,
  entities: MessageEntity[],
  edit: boolean,
): { caption?: string; caption_entities?: MessageEntity[] } {
  if (caption.length > CAPTION_MAX)
    throw badRequest(edit ? 'MESSAGE_TOO_LONG' : 'message caption is too long');
  if (caption.length === 0) return {};
  return { caption, ...(entities.length > 0 && { caption_entities: entities }) };
}

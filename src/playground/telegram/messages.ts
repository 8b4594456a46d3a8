import type { Chat, InlineKeyboardMarkup, Message, MessageOrigin } from '@grammyjs/types';
import { badRequest } from './errors.js';
import { MEDIA_KINDS, type MediaKind } from './files.js';
import type { AnswerKeyboard } from './reply-keyboards.js';
import type { UpdateQueue } from './updates.js';
import { type ChatState, chatOf, type World } from './world.js';

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
    | 'audio'
    | 'voice'
    | 'video_note'
    | 'sticker'
    | 'location'
    | 'venue'
    | 'contact'
    | 'dice'
    | 'poll'
    | 'message_thread_id'
    | 'is_topic_message'
    | 'forum_topic_created'
    | 'forum_topic_edited'
    | 'forum_topic_closed'
    | 'forum_topic_reopened'
    | 'has_media_spoiler'
    | 'show_caption_above_media'
    | 'link_preview_options'
    | 'has_protected_content'
    | 'new_chat_members'
    | 'left_chat_member'
    | 'pinned_message'
    | 'new_chat_title'
    | 'chat_shared'
    | 'users_shared'
    | 'migrate_to_chat_id'
    | 'migrate_from_chat_id'
    | 'reply_to_message'
    | 'forward_origin'
    | 'media_group_id'
    | 'via_bot'
  >
> & { reply_markup?: InlineKeyboardMarkup };

/** What a copy or a forward carries over. */
const CARRIED = [
  'text',
  'entities',
  'caption',
  'caption_entities',
  ...MEDIA_KINDS,
  'location',
  'venue',
  'contact',
  'dice',
  'poll',
  'has_media_spoiler',
  'show_caption_above_media',
  'link_preview_options',
] as const;
const SERVICE = [
  'new_chat_members',
  'left_chat_member',
  'pinned_message',
  'new_chat_title',
  'chat_shared',
  'users_shared',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
] as const;

export function isService(message: Message): boolean {
  return SERVICE.some((field) => field in message);
}

export function mediaKindOf(message: Message | Content): MediaKind | undefined {
  return MEDIA_KINDS.find((field) => field in message);
}

export function hasMedia(message: Message | Content): boolean {
  return mediaKindOf(message) !== undefined;
}

/** Who wrote what is forwarded; a forward of a forward still names the first. */
export function originOf(message: Message): MessageOrigin {
  if (message.forward_origin) return message.forward_origin;
  const { date, message_id, from, chat } = message;
  if (from) return { type: 'user', date, sender_user: from };
  return { type: 'channel', date, message_id, chat: chat as Chat.ChannelChat };
}

/** The message without who, when and where. */
export function contentOf(message: Message): Content {
  return Object.fromEntries(
    CARRIED.filter((field) => field in message).map((field) => [field, message[field]]),
  );
}

/** Puts a message into a chat and tells the world; the bot hears of those that are not its own. */
export function addMessage(
  world: World,
  updates: UpdateQueue,
  chat: ChatState,
  from: number,
  content: Content,
  answers?: AnswerKeyboard,
): Message {
  const sender = chat.kind === 'channel' ? { sender_chat: chatOf(chat, world) } : { from: world.user(from) };
  const message = {
    message_id: world.nextMessageId(chat),
    ...sender,
    chat: chatOf(chat, world),
    date: world.seconds(),
    ...content,
  } as Message;
  const own = from === world.bot.id;
  if (own) chat.fromBot.add(message.message_id);
  chat.messages.set(message.message_id, message);
  if (chat.messages.size > world.history) forgetOldest(chat);
  if (answers) chat.answerKeyboards.set(message.message_id, answers);
  world.emit({ type: 'message', chatId: chat.id, message: shownMessage(chat, message) });
  // The bot hears of the service message that its own pin makes, and of nothing else of its own (E4).
  if ((!own || 'pinned_message' in content) && heardBy(world, chat, message))
    updates.push(chat.kind === 'channel' ? 'channel_post' : 'message', message);
  return message;
}

/** Drops the oldest message as if it had never been; what is pinned stays. */
function forgetOldest(chat: ChatState): void {
  for (const id of chat.messages.keys()) {
    if (chat.pinned.includes(id)) continue;
    chat.messages.delete(id);
    chat.fromBot.delete(id);
    return;
  }
}

/** Privacy mode: in groups only commands, replies to the bot, what came by way of it and service messages, unless it is an administrator (U4). */
function heardBy(world: World, chat: ChatState, message: Message): boolean {
  if (chat.kind === 'private') return !world.people.get(chat.id)?.blocked;
  const member = chat.members.get(world.bot.id);
  if (!member || member.status === 'left' || member.status === 'kicked') return false;
  if (member.status === 'administrator' || isService(message) || message.via_bot) return true;
  return isCommandFor(world.bot.username, message) || message.reply_to_message?.from?.id === world.bot.id;
}

/** `/command` is everybody's, `/command@name` only that bot's. */
function isCommandFor(username: string, { text = '', entities = [] }: Message): boolean {
  const command = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (!command) return false;
  const [, name] = text.slice(0, command.length).split('@');
  return name === undefined || name.toLowerCase() === username.toLowerCase();
}

/** A message as people see it: with the keyboard that stands in the place of the phone's own. */
export function shownMessage(chat: ChatState, message: Message): Message {
  const answers = chat.answerKeyboards.get(message.message_id);
  return answers ? ({ ...message, reply_markup: answers } as unknown as Message) : message;
}

export function findMessage(chat: ChatState, id: number, what: string): Message {
  const message = chat.messages.get(id);
  if (!message) throw badRequest(`message to ${what} not found`);
  return message;
}

import { randomUUID } from 'node:crypto';
import type { Message, MessageEntity } from '@grammyjs/types';
import type { Backend } from './call.js';
import { storedEntities } from './entities.js';
import { badRequest } from './errors.js';
import { mediaContent } from './media.js';
import { addMessage, CAPTION_MAX, type Content, contentOf, findMessage, TEXT_MAX } from './messages.js';
import type { SimMedia } from './sim-protocol.js';
import { type ChatState, chatOf } from './world.js';

/** A press can be answered for so long (U5). */
const PRESS_LIFE_MS = 15 * 60_000;

export interface Saying {
  text?: string | undefined;
  entities?: MessageEntity[] | undefined;
  media?: SimMedia | undefined;
  replyTo?: number | undefined;
  groupId?: string | undefined;
}

function requireMembership(chat: ChatState, userId: number): void {
  const member = chat.members.get(userId);
  if (chat.kind === 'private' ? chat.id !== userId : !member || member.status === 'left')
    throw badRequest('they are not in this chat');
}

function mediaOf(backend: Backend, media: SimMedia): Content {
  return mediaContent(backend.files.get(media.fileId), media.kind, media.spoiler ?? false);
}

/** A person writes. A private chat begins with Start, as in every client (U8). */
export function say(backend: Backend, chatId: number, userId: number, saying: Saying): Message {
  const { world, updates } = backend;
  const chat = world.chat(chatId);
  requireMembership(chat, userId);
  const person = world.people.get(userId);
  if (chat.kind === 'private' && person) Object.assign(person, { started: true, blocked: false });
  const text = saying.text ?? '';
  const entities = storedEntities(text, saying.entities as never);
  const replied = saying.replyTo === undefined ? undefined : findMessage(chat, saying.replyTo, 'reply');
  const extra: Content = {
    ...(replied && { reply_to_message: replied as NonNullable<Content['reply_to_message']> }),
    ...(saying.groupId !== undefined && { media_group_id: saying.groupId }),
  };
  if (!saying.media) {
    if (text.length === 0 || text.length > TEXT_MAX)
      throw badRequest(`a text has 1 to ${TEXT_MAX} characters`);
    return addMessage(world, updates, chat, userId, { text, ...(entities.length && { entities }), ...extra });
  }
  // People with Premium may write captions of 4096; a bot is refused above 1024.
  if (text.length > CAPTION_MAX * 4) throw badRequest('the caption is too long');
  const caption = text ? { caption: text, ...(entities.length && { caption_entities: entities }) } : {};
  return addMessage(world, updates, chat, userId, {
    ...mediaOf(backend, saying.media),
    ...caption,
    ...extra,
  });
}

/** A person forwards a message that they can see. */
export function forward(
  backend: Backend,
  from: { chatId: number; messageId: number },
  chatId: number,
  userId: number,
): Message {
  const { world, updates } = backend;
  const message = findMessage(world.chat(from.chatId), from.messageId, 'forward');
  const origin = message.from
    ? { type: 'user', date: message.date, sender_user: message.from }
    : { type: 'channel', date: message.date, message_id: message.message_id, chat: message.chat };
  return addMessage(world, updates, world.chat(chatId), userId, {
    ...contentOf(message),
    ...(message.reply_markup && { reply_markup: message.reply_markup }),
    forward_origin: origin as NonNullable<Content['forward_origin']>,
  });
}

/** A person presses a button; answers the id of the callback query, or undefined for a link (U5). */
export function press(
  backend: Backend,
  chatId: number,
  userId: number,
  messageId: number,
  button: string | { row: number; column: number },
): string | undefined {
  const { world, updates, presses, clock } = backend;
  const chat = world.chat(chatId);
  requireMembership(chat, userId);
  const message = findMessage(chat, messageId, 'press');
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const found =
    typeof button === 'string'
      ? (rows.flat().find(({ text }) => text === button) ??
        rows.flat().find(({ text }) => text.includes(button)))
      : rows[button.row]?.[button.column];
  if (!found) throw badRequest(`there is no button ${JSON.stringify(button)}`);
  if (!('callback_data' in found)) return undefined;
  const id = randomUUID();
  presses.set(id, { userId, until: clock.now() + PRESS_LIFE_MS });
  updates.push('callback_query', {
    id,
    from: world.user(userId),
    message,
    chat_instance: String(chatOf(chat, world).id),
    data: found.callback_data,
  });
  return id;
}

import { randomUUID } from 'node:crypto';
import type { Message, MessageEntity } from '@grammyjs/types';
import type { Backend } from './call.js';
import { badRequest } from './errors.js';
import { inlineIdOf } from './inline-id.js';
import { checkUpload, mediaContent } from './media.js';
import { setBlocked } from './membership.js';
import { addMessage, type Content, contentOf, findMessage, originOf } from './messages.js';
import { SENDING } from './rights.js';
import type { Entities } from './schemas.js';
import type { SimCommand, SimMedia } from './sim-protocol.js';
import { personContent } from './words.js';
import { type ChatState, chatOf, isPresent } from './world.js';

/** A press can be answered for so long (U5). */
const PRESS_LIFE_MS = 15 * 60_000;

export interface Saying {
  text?: string | undefined;
  entities?: MessageEntity[] | undefined;
  media?: SimMedia | undefined;
  replyTo?: number | undefined;
  groupId?: string | undefined;
}

/** Refuses a person who is not in the chat. */
export function requireMembership(chat: ChatState, userId: number): void {
  if (chat.kind === 'private' ? chat.id !== userId : !isPresent(chat, userId))
    throw badRequest('they are not in this chat');
}

/** A restricted member may not say everything. */
function requireVoice(chat: ChatState, userId: number, { media }: Saying): void {
  const member = chat.members.get(userId);
  if (member?.status !== 'restricted') return;
  const { words, right } = SENDING[media?.kind ?? 'text'];
  if (member.rights[right] === false) throw badRequest(`they may not send ${words} here`);
}

/** A person's client makes the picture itself, and so refuses what is none. */
function mediaOf({ files }: Backend, { fileId, kind, spoiler = false }: SimMedia): Content {
  const file = files.get(fileId);
  if (kind === 'photo') checkUpload(file, kind);
  file.kind ??= kind;
  return mediaContent(file, kind, spoiler);
}

/** A person writes. A private chat begins with Start, as in every client (U8). */
export function say(backend: Backend, chatId: number, userId: number, saying: Saying): Message {
  const { world, updates } = backend;
  const chat = world.chat(chatId);
  requireMembership(chat, userId);
  if (chat.kind === 'private') {
    setBlocked(backend, userId, false);
    Object.assign(world.people.get(userId) ?? {}, { started: true });
  }
  requireVoice(chat, userId, saying);
  const media = saying.media && mediaOf(backend, saying.media);
  const replied = saying.replyTo === undefined ? undefined : findMessage(chat, saying.replyTo, 'reply');
  return addMessage(world, updates, chat, userId, {
    ...personContent(saying.text ?? '', saying.entities as Entities | undefined, media),
    ...(replied && { reply_to_message: replied as NonNullable<Content['reply_to_message']> }),
    ...(saying.groupId !== undefined && { media_group_id: saying.groupId }),
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
  return addMessage(world, updates, world.chat(chatId), userId, {
    ...contentOf(message),
    ...(message.reply_markup && { reply_markup: message.reply_markup }),
    forward_origin: originOf(message),
  });
}

/** A person presses a button; answers the id of the callback query, or undefined for a link (U5). */
export function press(
  backend: Backend,
  { chatId, userId, messageId, button, inaccessible = false }: Extract<SimCommand, { do: 'press' }>,
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
  const seen = inaccessible ? { chat: chatOf(chat, world), message_id: messageId, date: 0 } : message;
  updates.push('callback_query', {
    id,
    from: world.user(userId),
    ...(message.via_bot ? { inline_message_id: inlineIdOf(message) } : { message: seen }),
    chat_instance: String(chatOf(chat, world).id),
    data: found.callback_data,
  });
  return id;
}

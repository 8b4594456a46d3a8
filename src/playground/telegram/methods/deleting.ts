import { z } from 'zod';
import type { Backend, Call, MethodTable } from '../call.js';
import { badRequest } from '../errors.js';
import { addMessage, findMessage } from '../messages.js';
import { hasRight, requireAccess } from '../rights.js';
import { chatId, flag, integer, list, parse } from '../schemas.js';
import type { ChatState } from '../world.js';

/** So many are remembered in a chat. */
const MOST_TOMBSTONES = 100;
const MAX_AGE_S = 48 * 3600;

/** Takes messages out of a chat and tells the world. */
export function removeMessages({ world }: Backend, chat: ChatState, ids: number[]): void {
  for (const message_id of ids) {
    const message = chat.messages.get(message_id);
    if (message) chat.deleted.push({ message_id, date: message.date });
    chat.messages.delete(message_id);
    chat.answerKeyboards.delete(message_id);
  }
  chat.deleted = chat.deleted.slice(-MOST_TOMBSTONES);
  chat.reactions = chat.reactions.filter(({ messageId }) => !ids.includes(messageId));
  chat.pinned = chat.pinned.filter((id) => !ids.includes(id));
  world.emit({ type: 'delete', chatId: chat.id, messageIds: ids });
}

/** Younger than 48 hours, the bot's own or with the right another's (E3). */
function checkDeletable({ world }: Backend, chat: ChatState, id: number): void {
  const message = findMessage(chat, id, 'delete');
  const own = chat.fromBot.has(id);
  if (!own && chat.kind !== 'private' && !hasRight(world, chat, 'can_delete_messages'))
    throw badRequest("message can't be deleted");
  if (world.seconds() - message.date >= MAX_AGE_S) throw badRequest("message can't be deleted for everyone");
}

function deleteMessage(backend: Backend, call: Call): true {
  const { chat_id, message_id } = parse(z.looseObject({ chat_id: chatId, message_id: integer }), call.params);
  const chat = backend.world.chat(chat_id);
  requireAccess(backend.world, chat);
  checkDeletable(backend, chat, message_id);
  removeMessages(backend, chat, [message_id]);
  return true;
}

/** Skips what can't be deleted, as Telegram does. */
function deleteMessages(backend: Backend, call: Call): true {
  const schema = z.looseObject({ chat_id: chatId, message_ids: list(z.number().int()) });
  const { chat_id, message_ids } = parse(schema, call.params);
  for (const message_id of message_ids) {
    try {
      deleteMessage(backend, { ...call, params: { chat_id, message_id } });
    } catch {
      // The others are deleted all the same.
    }
  }
  return true;
}

function requirePinning({ world }: Backend, chat: ChatState): void {
  requireAccess(world, chat);
  if (!hasRight(world, chat, chat.kind === 'channel' ? 'can_edit_messages' : 'can_pin_messages'))
    throw badRequest('not enough rights to manage pinned messages in the chat');
}

function setPinned({ world }: Backend, chat: ChatState, pinned: number[]): void {
  chat.pinned = pinned;
  world.emit({ type: 'pinned', chatId: chat.id, pinned });
}

/** Makes a service message that the bot receives as well (E4). */
function pinChatMessage(backend: Backend, call: Call): true {
  const schema = z.looseObject({ chat_id: chatId, message_id: integer, disable_notification: flag });
  const { chat_id, message_id } = parse(schema, call.params);
  const chat = backend.world.chat(chat_id);
  requirePinning(backend, chat);
  const message = findMessage(chat, message_id, 'pin');
  if (chat.pinned.includes(message_id)) return true;
  setPinned(backend, chat, [...chat.pinned, message_id]);
  addMessage(backend.world, backend.updates, chat, backend.world.bot.id, { pinned_message: message });
  return true;
}

function unpinChatMessage(backend: Backend, call: Call): true {
  const { chat_id, message_id } = parse(
    z.looseObject({ chat_id: chatId, message_id: integer.optional() }),
    call.params,
  );
  const chat = backend.world.chat(chat_id);
  requirePinning(backend, chat);
  const gone = message_id ?? chat.pinned.at(-1);
  if (gone === undefined || !chat.pinned.includes(gone)) throw badRequest('message to unpin not found');
  setPinned(
    backend,
    chat,
    chat.pinned.filter((id) => id !== gone),
  );
  return true;
}

function unpinAllChatMessages(backend: Backend, call: Call): true {
  const chat = backend.world.chat(parse(z.looseObject({ chat_id: chatId }), call.params).chat_id);
  requirePinning(backend, chat);
  setPinned(backend, chat, []);
  return true;
}

export const deletingMethods: MethodTable = {
  deleteMessage,
  deleteMessages,
  pinChatMessage,
  unpinChatMessage,
  unpinAllChatMessages,
};

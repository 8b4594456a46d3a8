import type { Backend } from './call.js';
import { badRequest } from './errors.js';
import { addMessage } from './messages.js';
import { simChat } from './world.js';

/**
 * Makes a supergroup of a basic group: a new chat with an id and message ids of its own, and a service message in each
 * of the two. The old one refuses the bot from now on, and names the new one (S9). Answers the new id.
 */
export function migrate({ world, updates }: Backend, chatId: number, byUserId: number): number {
  const old = world.chat(chatId);
  if (old.kind !== 'group' || old.migratedTo !== undefined)
    throw badRequest('only a basic group can become a supergroup');
  const owner = [...old.members.values()].find(({ status }) => status === 'creator');
  const chat = world.addChat('supergroup', old.title, owner?.userId ?? byUserId);
  chat.members = new Map(old.members);
  // Both are told while the bot still hears the old one.
  addMessage(world, updates, old, byUserId, { migrate_to_chat_id: chat.id });
  old.migratedTo = chat.id;
  world.emit({ type: 'chat', chat: simChat(chat) });
  world.emit({ type: 'chat', chat: simChat(old) });
  addMessage(world, updates, chat, byUserId, { migrate_from_chat_id: old.id });
  return chat.id;
}

import { badRequest } from './errors.js';
import type { SimState } from './sim-protocol.js';
import type { ChatState, World } from './world.js';

/** For whom commands are, as a call names it. */
interface ScopeInput {
  type: string;
  chat_id?: number | string | undefined;
  user_id?: number | undefined;
}

export interface Scope {
  type: string;
  chat_id?: number;
  user_id?: number;
}

const OF_ALL = ['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators'];
const OF_CHAT = ['chat', 'chat_administrators', 'chat_member'];

/** Reads a scope; a chat must be known to the bot. */
export function scopeOf(world: World, { type, chat_id, user_id }: ScopeInput): Scope {
  if (OF_ALL.includes(type)) return { type };
  if (!OF_CHAT.includes(type)) throw badRequest("can't parse BotCommandScope: Unsupported type specified");
  if (chat_id === undefined) throw badRequest('can\'t parse BotCommandScope: Can\'t find field "chat_id"');
  const chat = world.chat(chat_id);
  if (chat.kind === 'private' && !world.people.get(chat.id)?.started) throw badRequest('chat not found');
  if (type !== 'chat_member') return { type, chat_id: chat.id };
  if (user_id === undefined) throw badRequest('can\'t parse BotCommandScope: Can\'t find field "user_id"');
  return { type, chat_id: chat.id, user_id };
}

/** Where the commands of a scope and language are kept. */
export function setKey({ type, chat_id, user_id }: Scope, language: string): string {
  return [type, chat_id, user_id, language].join(' ');
}

/** The scopes that reach a person in a chat, the narrowest first, as the Bot API orders them. */
function scopesFor(chat: ChatState, userId: number): Scope[] {
  const chat_id = chat.id;
  const general = { type: 'default' };
  if (chat.kind === 'private') return [{ type: 'chat', chat_id }, { type: 'all_private_chats' }, general];
  const status = chat.members.get(userId)?.status;
  const admin = status === 'creator' || status === 'administrator';
  return [
    { type: 'chat_member', chat_id, user_id: userId },
    ...(admin ? [{ type: 'chat_administrators', chat_id }] : []),
    { type: 'chat', chat_id },
    ...(admin ? [{ type: 'all_chat_administrators' }] : []),
    { type: 'all_group_chats' },
    general,
  ];
}

/** The commands that a person's client offers in a chat: of each scope first those in the person's language. */
export function menuFor(world: World, chat: ChatState, userId: number): SimState['commands'] {
  const language = world.user(userId).language_code?.slice(0, 2) ?? '';
  const keys = scopesFor(chat, userId).flatMap((scope) => [setKey(scope, language), setKey(scope, '')]);
  return keys.map((key) => world.commandSets.get(key)).find((commands) => commands?.length) ?? [];
}

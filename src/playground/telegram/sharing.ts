import type {
  KeyboardButtonRequestChat,
  KeyboardButtonRequestUsers,
  Message,
  SharedUser,
} from '@grammyjs/types';
import type { Backend } from './call.js';
import { badRequest } from './errors.js';
import { FULL_RIGHTS } from './member-views.js';
import { setMembership } from './membership.js';
import { addMessage } from './messages.js';
import { keyNamed } from './reply-keyboards.js';
import type { SimCommand } from './sim-protocol.js';
import { type ChatState, isPresent, type Rights } from './world.js';

type ShareChat = Extract<SimCommand, { do: 'shareChat' }>;
type ShareUsers = Extract<SimCommand, { do: 'shareUsers' }>;

/** A person picks a chat behind a button that requests one; the bot gets chat_shared. */
export function shareChat(backend: Backend, command: ShareChat): Message {
  const { world, updates } = backend;
  const request = requestOf(backend, command, 'request_chat');
  const shared = world.chat(command.sharedChatId);
  checkChat(shared, command.userId, request);
  letBotIn(backend, shared, command.userId, request);
  const { request_id, request_title, request_username } = request;
  return addMessage(world, updates, world.chat(command.userId), command.userId, {
    chat_shared: {
      request_id,
      chat_id: shared.id,
      ...(request_title && { title: shared.title }),
      ...(request_username && shared.username !== undefined && { username: shared.username }),
    },
  });
}

/** A person picks people behind a button that requests them; the bot gets users_shared. */
export function shareUsers(backend: Backend, command: ShareUsers): Message {
  const { world, updates } = backend;
  const request = requestOf(backend, command, 'request_users');
  if (command.sharedUserIds.length > (request.max_quantity ?? 1))
    throw badRequest('too many users are picked');
  const users = command.sharedUserIds.map((user_id): SharedUser => {
    const { is_bot, first_name, last_name, username } = world.user(user_id);
    if ((request.user_is_bot ?? is_bot) !== is_bot) throw badRequest('this user does not fit the request');
    return {
      user_id,
      ...(request.request_name && { first_name, ...(last_name !== undefined && { last_name }) }),
      ...(request.request_username && username !== undefined && { username }),
    };
  });
  const { request_id } = request;
  const chat = world.chat(command.userId);
  return addMessage(world, updates, chat, command.userId, { users_shared: { request_id, users } });
}

interface Requests {
  request_chat: KeyboardButtonRequestChat;
  request_users: KeyboardButtonRequestUsers;
}

function requestOf<T extends keyof Requests>(
  { world }: Backend,
  { userId, messageId, button }: ShareChat | ShareUsers,
  field: T,
): Requests[T] {
  const key = keyNamed(world.chat(userId).answerKeyboards.get(messageId), button);
  if (typeof key !== 'object' || !(field in key)) throw badRequest(`there is no button "${button}"`);
  return (key as unknown as Requests)[field];
}

/** The person's client offers only chats that fit. */
function checkChat(chat: ChatState, userId: number, request: KeyboardButtonRequestChat): void {
  const { status = 'left', rights = {} } = chat.members.get(userId) ?? {};
  const owner = status === 'creator';
  const missing = Object.entries(request.user_administrator_rights ?? {}).some(
    ([right, needed]) => needed && !owner && (status !== 'administrator' || !rights[right]),
  );
  const fits =
    chat.kind !== 'private' &&
    chat.migratedTo === undefined &&
    isPresent(chat, userId) &&
    request.chat_is_channel === (chat.kind === 'channel') &&
    (request.chat_has_username ?? chat.username !== undefined) === (chat.username !== undefined) &&
    (owner || !request.chat_is_created) &&
    !missing;
  if (!fits) throw badRequest('this chat does not fit the request');
}

/** The bot is added, or promoted with what it lacks, where the button asks for that. */
function letBotIn(
  backend: Backend,
  chat: ChatState,
  userId: number,
  { bot_is_member, bot_administrator_rights: asked }: KeyboardButtonRequestChat,
): void {
  const botId = backend.world.bot.id;
  const bot = chat.members.get(botId);
  const has: Rights = bot?.status === 'administrator' ? bot.rights : {};
  const granted = Object.entries({ ...asked }).filter(([right, needed]) => needed && !has[right]);
  if (granted.length > 0) {
    const none = Object.fromEntries(Object.keys(FULL_RIGHTS).map((right) => [right, false]));
    const rights = { ...none, can_manage_chat: true, ...has, ...Object.fromEntries(granted) };
    setMembership(backend, chat, { userId: botId, status: 'administrator', rights }, userId);
  } else if (bot_is_member && !isPresent(chat, botId))
    setMembership(backend, chat, { userId: botId, status: 'member', rights: {} }, userId);
}

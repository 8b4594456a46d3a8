import { z } from 'zod';
import type { Backend, Call, MethodTable } from '../call.js';
import { badRequest } from '../errors.js';
import { FULL_RIGHTS, MEMBER_RIGHTS } from '../member-views.js';
import { setMembership } from '../membership.js';
import { addMessage } from '../messages.js';
import { hasRight, requireMember } from '../rights.js';
import { chatId, flag, integer, object, parse, text } from '../schemas.js';
import { type ChatState, type Member, type Rights, simChat } from '../world.js';

const TITLE_MAX = 128;
const DESCRIPTION_MAX = 255;
const CUSTOM_TITLE_MAX = 16;
/** Telegram reads a ban or restriction of less than 30 s or more than 366 days as one for good. */
const SHORTEST_S = 30;
const LONGEST_S = 366 * 86_400;

const target = { chat_id: chatId, user_id: integer };

/** A group or channel in which the bot is an administrator with this right. */
function governed({ world }: Backend, chat_id: number | string, right: string, what: string): ChatState {
  const chat = world.chat(chat_id);
  if (chat.kind === 'private') throw badRequest("chat member status can't be changed in private chats");
  requireMember(world, chat);
  if (!hasRight(world, chat, right)) throw badRequest(`not enough rights to ${what}`);
  return chat;
}

/** Whom a bot may not touch: the owner and other administrators. */
function requireOrdinary({ world }: Backend, chat: ChatState, userId: number): Member {
  const member = chat.members.get(userId);
  if (userId === world.bot.id) throw badRequest("can't restrict self");
  if (member?.status === 'creator') throw badRequest("can't remove chat owner");
  if (member?.status === 'administrator') throw badRequest('user is an administrator of the chat');
  if (!world.people.has(userId)) throw badRequest('user not found');
  return member ?? { userId, status: 'left', rights: {} };
}

/** Changes a member for good or until a time, when they are what they would be without. */
function treat(
  backend: Backend,
  chat: ChatState,
  member: Member,
  until: number | undefined,
  after: Member['status'],
): true {
  const { world, clock } = backend;
  const seconds = (until ?? 0) - world.seconds();
  const ends = until !== undefined && seconds >= SHORTEST_S && seconds <= LONGEST_S;
  const treated = { ...member, until: ends ? until : 0 };
  setMembership(backend, chat, treated, world.bot.id);
  if (ends)
    clock.at(until * 1000, () => {
      // Telegram lets it lapse without an update.
      if (chat.members.get(member.userId) === treated)
        chat.members.set(member.userId, { userId: member.userId, status: after, rights: {} });
    });
  return true;
}

function banChatMember(backend: Backend, call: Call): true {
  const params = parse(z.looseObject({ ...target, until_date: integer.optional() }), call.params);
  const chat = governed(backend, params.chat_id, 'can_restrict_members', 'restrict/unrestrict chat member');
  requireOrdinary(backend, chat, params.user_id);
  const banned: Member = { userId: params.user_id, status: 'kicked', rights: {} };
  return treat(backend, chat, banned, params.until_date, 'left');
}

/** Without `only_if_banned` it also takes a member out, who may come back. */
function unbanChatMember(backend: Backend, call: Call): true {
  const params = parse(z.looseObject({ ...target, only_if_banned: flag }), call.params);
  const chat = governed(backend, params.chat_id, 'can_restrict_members', 'restrict/unrestrict chat member');
  const { status } = requireOrdinary(backend, chat, params.user_id);
  if (status === 'left' || (status !== 'kicked' && params.only_if_banned)) return true;
  setMembership(backend, chat, { userId: params.user_id, status: 'left', rights: {} }, backend.world.bot.id);
  return true;
}

const permissions = object({});

function readPermissions(given: object, allowed: Rights): Rights {
  const named = new Map(Object.entries(given));
  return Object.fromEntries(Object.keys(allowed).map((right) => [right, named.get(right) === true]));
}

function restrictChatMember(backend: Backend, call: Call): true {
  const schema = z.looseObject({ ...target, permissions, until_date: integer.optional() });
  const params = parse(schema, call.params);
  const chat = governed(backend, params.chat_id, 'can_restrict_members', 'restrict/unrestrict chat member');
  if (chat.kind !== 'supergroup') throw badRequest('method is available only for supergroups');
  requireOrdinary(backend, chat, params.user_id);
  const rights = readPermissions(params.permissions, MEMBER_RIGHTS);
  const free = Object.values(rights).every(Boolean);
  const member: Member = {
    userId: params.user_id,
    status: free ? 'member' : 'restricted',
    rights: free ? {} : rights,
  };
  return treat(backend, chat, member, params.until_date, 'member');
}

/** Gives rights that the bot has itself; none at all makes an ordinary member again. */
function promoteChatMember(backend: Backend, call: Call): true {
  const params = parse(z.looseObject(target), call.params);
  const chat = governed(backend, params.chat_id, 'can_promote_members', 'add new administrators');
  const { world } = backend;
  const member = chat.members.get(params.user_id);
  if (member?.status === 'creator') throw badRequest("can't change rights of the chat owner");
  if (!member || member.status === 'left' || member.status === 'kicked')
    throw badRequest('USER_NOT_PARTICIPANT');
  const asked = Object.keys(FULL_RIGHTS).filter((right) => String(call.params[right]) === 'true');
  if (asked.some((right) => !hasRight(world, chat, right))) throw badRequest('RIGHT_FORBIDDEN');
  const rights = Object.fromEntries(Object.keys(FULL_RIGHTS).map((right) => [right, asked.includes(right)]));
  const next: Member =
    asked.length > 0
      ? { userId: params.user_id, status: 'administrator', rights: { ...rights, can_manage_chat: true } }
      : { userId: params.user_id, status: 'member', rights: {} };
  setMembership(backend, chat, next, world.bot.id);
  return true;
}

function setChatAdministratorCustomTitle(backend: Backend, call: Call): true {
  const params = parse(z.looseObject({ ...target, custom_title: text }), call.params);
  const chat = governed(backend, params.chat_id, 'can_promote_members', 'change custom title of the user');
  const member = chat.members.get(params.user_id);
  if (member?.status !== 'administrator') throw badRequest('user is not an administrator');
  if (params.custom_title.length > CUSTOM_TITLE_MAX) throw badRequest('ADMIN_RANK_INVALID');
  member.title = params.custom_title;
  return true;
}

function setChatPermissions(backend: Backend, call: Call): true {
  const params = parse(z.looseObject({ chat_id: chatId, permissions }), call.params);
  const chat = governed(backend, params.chat_id, 'can_restrict_members', 'change chat permissions');
  chat.permissions = readPermissions(params.permissions, MEMBER_RIGHTS);
  return true;
}

function setChatTitle(backend: Backend, call: Call): true {
  const params = parse(z.looseObject({ chat_id: chatId, title: text }), call.params);
  const chat = governed(backend, params.chat_id, 'can_change_info', 'change chat title');
  const title = params.title.trim();
  if (title.length === 0) throw badRequest('CHAT_TITLE_EMPTY');
  if (title === chat.title) throw badRequest('chat title is not modified');
  chat.title = title.slice(0, TITLE_MAX);
  const { world, updates } = backend;
  world.emit({ type: 'chat', chat: simChat(chat) });
  addMessage(world, updates, chat, world.bot.id, { new_chat_title: chat.title });
  return true;
}

function setChatDescription(backend: Backend, call: Call): true {
  const params = parse(z.looseObject({ chat_id: chatId, description: text.default('') }), call.params);
  const chat = governed(backend, params.chat_id, 'can_change_info', 'set chat description');
  const description = params.description.slice(0, DESCRIPTION_MAX);
  if (description === (chat.description ?? '')) throw badRequest('chat description is not modified');
  chat.description = description;
  return true;
}

export const administrationMethods: MethodTable = {
  banChatMember,
  unbanChatMember,
  restrictChatMember,
  promoteChatMember,
  setChatAdministratorCustomTitle,
  setChatPermissions,
  setChatTitle,
  setChatDescription,
};

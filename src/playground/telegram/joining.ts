import type { Backend } from './call.js';
import { badRequest } from './errors.js';
import { findLink, type InviteLink, linkOf, requireUsable } from './invite-links.js';
import { setMembership } from './membership.js';
import { hasRight } from './rights.js';
import { type ChatState, chatOf, isPresent } from './world.js';

/** So long the bot may write to who asks to join, though they never pressed Start. */
const OPEN_S = 5 * 60;

/** A person opens an invite link: they are in, or ask to be let in, which the bot hears with its right to invite. */
export function joinByLink(backend: Backend, chat: ChatState, userId: number, url: string): void {
  const { world } = backend;
  if (isPresent(chat, userId)) throw badRequest('USER_ALREADY_PARTICIPANT');
  if (chat.members.get(userId)?.status === 'kicked') throw badRequest('USER_BANNED_IN_CHANNEL');
  const link = findLink(chat, url);
  requireUsable(chat, link, world);
  if (link.creates_join_request) ask(backend, chat, userId, link);
  else letIn(backend, chat, userId, url, userId);
}

function ask({ world, updates }: Backend, chat: ChatState, userId: number, link: InviteLink): void {
  chat.joinRequests.set(userId, link.url);
  if (!hasRight(world, chat, 'can_invite_users')) return;
  const person = world.people.get(userId);
  if (person) person.openUntil = world.seconds() + OPEN_S;
  updates.push('chat_join_request', {
    chat: chatOf(chat, world),
    from: world.user(userId),
    user_chat_id: userId,
    date: world.seconds(),
    invite_link: linkOf(chat, link, world),
  });
}

/** The bot lets in or turns away who asked. */
export function decideJoin(backend: Backend, chat: ChatState, userId: number, approved: boolean): void {
  const { world } = backend;
  if (isPresent(chat, userId)) throw badRequest('USER_ALREADY_PARTICIPANT');
  const url = chat.joinRequests.get(userId);
  if (url === undefined) throw badRequest('HIDE_REQUESTER_MISSING');
  chat.joinRequests.delete(userId);
  delete world.people.get(userId)?.openUntil;
  if (approved) letIn(backend, chat, userId, url, world.bot.id);
}

function letIn(backend: Backend, chat: ChatState, userId: number, url: string, byUserId: number): void {
  const link = findLink(chat, url);
  link.joined.add(userId);
  const invite_link = linkOf(chat, link, backend.world);
  setMembership(backend, chat, { userId, status: 'member', rights: {} }, byUserId, { invite_link });
}

import type { ChatInviteLink } from '@grammyjs/types';
import { z } from 'zod';
import type { Backend, Call, MethodTable } from '../call.js';
import { badRequest } from '../errors.js';
import { addLink, findLink, type LinkTerms, linkOf } from '../invite-links.js';
import { decideJoin } from '../joining.js';
import { hasRight, requireMember } from '../rights.js';
import { chatId, flag, integer, parse, text } from '../schemas.js';
import type { ChatState, World } from '../world.js';

const MAX_MEMBERS = 99_999;
const MAX_NAME = 32;

const target = z.looseObject({ chat_id: chatId });
const linkTarget = target.extend({ invite_link: text.default('') });
const person = target.extend({ user_id: integer });
const terms = z.looseObject({
  name: text.default(''),
  expire_date: integer.default(0),
  member_limit: integer.default(0),
  creates_join_request: flag,
});

/** The chat of a call, where the bot has the right to invite. */
function chatFrom({ world }: Backend, call: Call, what: 'invite link' | 'join requests'): ChatState {
  const chat = world.chat(parse(target, call.params).chat_id);
  if (chat.kind === 'private')
    throw badRequest(
      what === 'invite link' ? "can't invite members to a private chat" : "the chat can't have join requests",
    );
  requireMember(world, chat);
  if (!hasRight(world, chat, 'can_invite_users'))
    throw badRequest(`not enough rights to manage chat ${what}`);
  return chat;
}

function termsFrom(world: World, call: Call): LinkTerms {
  const { name, expire_date, member_limit, creates_join_request } = parse(terms, call.params);
  if (creates_join_request && member_limit > 0)
    throw badRequest("member limit can't be specified for links requiring administrator approval");
  if (expire_date !== 0 && expire_date <= world.seconds()) throw badRequest('EXPIRE_DATE_INVALID');
  if (member_limit > MAX_MEMBERS) throw badRequest('USAGE_LIMIT_INVALID');
  return { name: name.slice(0, MAX_NAME), expire_date, member_limit, creates_join_request };
}

/** A link that stands in a call. */
function linkFrom(chat: ChatState, call: Call) {
  const { invite_link } = parse(linkTarget, call.params);
  if (invite_link === '') throw badRequest('invite link must be non-empty');
  return findLink(chat, invite_link);
}

function decide(approved: boolean) {
  return (backend: Backend, call: Call): true => {
    const chat = chatFrom(backend, call, 'join requests');
    decideJoin(backend, chat, parse(person, call.params).user_id, approved);
    return true;
  };
}

export const invitingMethods: MethodTable = {
  exportChatInviteLink: (backend, call): string =>
    addLink(chatFrom(backend, call, 'invite link'), undefined, true).url,
  createChatInviteLink(backend, call): ChatInviteLink {
    const chat = chatFrom(backend, call, 'invite link');
    return linkOf(chat, addLink(chat, termsFrom(backend.world, call)), backend.world);
  },
  /** What is not given goes back to its default. */
  editChatInviteLink(backend, call): ChatInviteLink {
    const chat = chatFrom(backend, call, 'invite link');
    const next = termsFrom(backend.world, call);
    return linkOf(chat, Object.assign(linkFrom(chat, call), next), backend.world);
  },
  /** Another primary link comes in the place of the one that goes. */
  revokeChatInviteLink(backend, call): ChatInviteLink {
    const chat = chatFrom(backend, call, 'invite link');
    const link = linkFrom(chat, call);
    link.is_revoked = true;
    if (link.is_primary) addLink(chat, undefined, true);
    return linkOf(chat, link, backend.world);
  },
  approveChatJoinRequest: decide(true),
  declineChatJoinRequest: decide(false),
};

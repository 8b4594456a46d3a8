import { randomBytes } from 'node:crypto';
import type { ChatInviteLink } from '@grammyjs/types';
import { badRequest } from './errors.js';
import { type ChatState, isPresent, type World } from './world.js';

/** What a link lets people do. */
export interface LinkTerms {
  name: string;
  /** Unix seconds; 0: never. */
  expire_date: number;
  /** How many may be in the chat by it; 0: all. */
  member_limit: number;
  creates_join_request: boolean;
}

/** A link into a chat, made by the bot. */
export interface InviteLink extends LinkTerms {
  url: string;
  is_primary: boolean;
  is_revoked: boolean;
  /** Who came in by it. */
  joined: Set<number>;
}

const FREE: LinkTerms = { name: '', expire_date: 0, member_limit: 0, creates_join_request: false };

/** Makes a link; a new primary one takes the place of the one before, which is no longer good. */
export function addLink(chat: ChatState, terms: LinkTerms = FREE, is_primary = false): InviteLink {
  if (is_primary)
    for (const other of chat.inviteLinks.values()) if (other.is_primary) other.is_revoked = true;
  const url = `https://t.me/+${randomBytes(12).toString('base64url')}`;
  const link = { ...terms, url, is_primary, is_revoked: false, joined: new Set<number>() };
  chat.inviteLinks.set(url, link);
  return link;
}

export function findLink(chat: ChatState, url: string): InviteLink {
  const link = chat.inviteLinks.get(url);
  if (!link) throw badRequest('INVITE_HASH_EXPIRED');
  return link;
}

/** Refuses a link by which nobody comes in any more: revoked, out of date, or full. */
export function requireUsable(chat: ChatState, link: InviteLink, world: World): void {
  const inside = [...link.joined].filter((userId) => isPresent(chat, userId)).length;
  const late = link.expire_date > 0 && link.expire_date <= world.seconds();
  const full = link.member_limit > 0 && inside >= link.member_limit;
  if (link.is_revoked || late || full) throw badRequest('INVITE_HASH_EXPIRED');
}

/** The link in the Bot API's form. */
export function linkOf(chat: ChatState, link: InviteLink, world: World): ChatInviteLink {
  const { url, name, expire_date, member_limit, creates_join_request, is_primary, is_revoked } = link;
  const waiting = [...chat.joinRequests.values()].filter((one) => one === url).length;
  return {
    invite_link: url,
    creator: world.user(world.bot.id),
    creates_join_request,
    is_primary,
    is_revoked,
    ...(name && { name }),
    ...(expire_date && { expire_date }),
    ...(member_limit && { member_limit }),
    ...(waiting && { pending_join_request_count: waiting }),
  };
}

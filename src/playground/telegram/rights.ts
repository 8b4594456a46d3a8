import { badRequest, forbidden } from './errors.js';
import type { ChatState, Member, World } from './world.js';

/** Refuses a bot that may not be heard in the chat: not started, blocked, removed, restricted (U8, S8). */
export function requireSending(
  world: World,
  chat: ChatState,
  what: 'text messages' | 'photos' | 'videos' | 'documents',
): void {
  if (chat.kind === 'private') {
    const person = world.people.get(chat.id);
    if (!person?.started) throw forbidden("bot can't initiate conversation with a user");
    if (person.blocked) throw forbidden('bot was blocked by the user');
    return;
  }
  const member = requireMember(world, chat);
  if (chat.kind === 'channel' && member.rights['can_post_messages'] === false)
    throw badRequest('need administrator rights in the channel chat');
  const right = what === 'text messages' ? 'can_send_messages' : `can_send_${what}`;
  if (member.status === 'restricted' && member.rights[right] === false)
    throw badRequest(`not enough rights to send ${what} to the chat`);
}

/** The bot's own membership; a removed bot is refused as Telegram does (S8). */
export function requireMember(world: World, chat: ChatState): Member {
  const member = chat.members.get(world.bot.id);
  if (member && member.status !== 'left' && member.status !== 'kicked') return member;
  if (chat.kind === 'channel') throw forbidden('bot is not a member of the channel chat');
  throw forbidden(
    member?.status === 'kicked'
      ? `bot was kicked from the ${chat.kind} chat`
      : `bot is not a member of the ${chat.kind} chat`,
  );
}

/** Whether the bot is an administrator with this right. */
export function hasRight(world: World, chat: ChatState, right: string): boolean {
  if (chat.kind === 'private') return true;
  const member = chat.members.get(world.bot.id);
  return member?.status === 'administrator' && member.rights[right] !== false;
}

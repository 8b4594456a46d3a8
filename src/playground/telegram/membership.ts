import type { ChatMemberUpdated } from '@grammyjs/types';
import type { Backend } from './call.js';
import { badRequest } from './errors.js';
import { memberOf } from './member-views.js';
import { addMessage } from './messages.js';
import { type ChatState, chatOf, type Member, simChat } from './world.js';

const ABSENT = ['left', 'kicked'];

/**
 * Changes what somebody is in a chat: the bot hears of itself by my_chat_member, of others by chat_member where it is
 * an administrator (U7); groups show a service message when people come and go.
 */
export function setMembership(
  backend: Backend,
  chat: ChatState,
  member: Member,
  byUserId: number,
  by: Pick<ChatMemberUpdated, 'invite_link'> = {},
): void {
  const { world, updates } = backend;
  const before = memberOf(chat, member.userId, world);
  chat.members.set(member.userId, member);
  const update = {
    chat: chatOf(chat, world),
    from: world.user(byUserId),
    date: world.seconds(),
    old_chat_member: before,
    new_chat_member: memberOf(chat, member.userId, world),
    ...by,
  };
  if (member.userId === world.bot.id) updates.push('my_chat_member', update);
  else if (chat.members.get(world.bot.id)?.status === 'administrator') updates.push('chat_member', update);
  world.emit({ type: 'chat', chat: simChat(chat) });
  const was = !ABSENT.includes(before.status);
  const is = !ABSENT.includes(member.status);
  if (chat.kind === 'channel' || was === is) return;
  const person = world.user(member.userId);
  addMessage(
    world,
    updates,
    chat,
    // Who comes by a link comes by themselves, whoever approved it.
    by.invite_link ? member.userId : byUserId,
    is ? { new_chat_members: [person] } : { left_chat_member: person },
  );
}

/** A person blocks the bot, or lets it in again by Start or by writing to it (U7, U8). */
export function setBlocked({ world, updates }: Backend, userId: number, blocked: boolean): void {
  const person = world.people.get(userId);
  if (!person) throw badRequest('user not found');
  if (person.blocked === blocked) return;
  person.blocked = blocked;
  const user = world.user(world.bot.id);
  const out = { user, status: 'kicked', until_date: 0 };
  const inside = { user, status: 'member' };
  updates.push('my_chat_member', {
    chat: chatOf(world.chat(userId), world),
    from: world.user(userId),
    date: world.seconds(),
    old_chat_member: blocked ? inside : out,
    new_chat_member: blocked ? out : inside,
  });
}

import type { Backend } from './call.js';
import { FULL_RIGHTS } from './member-views.js';
import { setMembership } from './membership.js';
import type { SimCommand } from './sim-protocol.js';
import type { Member } from './world.js';

const KINDS = [
  'addBot',
  'removeBot',
  'promoteBot',
  'restrictBot',
  'join',
  'leave',
  'promote',
  'restrict',
  'demote',
] as const;

export type MembershipCommand = Extract<SimCommand, { do: string; chatId: number }> & {
  do: (typeof KINDS)[number];
};

export function isMembershipCommand(command: SimCommand): command is MembershipCommand {
  return KINDS.some((kind) => kind === command.do);
}

/** Lets people and the bot in and out of a chat, and changes what they may do there. */
export function changeMembership(backend: Backend, command: MembershipCommand): true {
  const { world } = backend;
  const chat = world.chat(command.chatId);
  const by = 'byUserId' in command ? command.byUserId : command.userId;
  setMembership(backend, chat, memberAfter(command, world.bot.id, chat.kind === 'channel'), by);
  return true;
}

function memberAfter(command: MembershipCommand, botId: number, isChannel: boolean): Member {
  switch (command.do) {
    case 'addBot':
      // A channel has no other bots than administrators.
      return command.asAdmin || isChannel
        ? { userId: botId, status: 'administrator', rights: { ...FULL_RIGHTS, ...command.rights } }
        : { userId: botId, status: 'member', rights: {} };
    case 'removeBot':
      return { userId: botId, status: 'kicked', rights: {} };
    case 'promoteBot':
      return { userId: botId, status: 'administrator', rights: { ...FULL_RIGHTS, ...command.rights } };
    case 'restrictBot':
      return { userId: botId, status: 'restricted', rights: command.rights };
    case 'join':
    case 'demote':
      return { userId: command.userId, status: 'member', rights: {} };
    case 'restrict':
      return { userId: command.userId, status: 'restricted', rights: command.rights };
    case 'leave':
      return { userId: command.userId, status: 'left', rights: {} };
    case 'promote':
      return { userId: command.userId, status: 'administrator', rights: FULL_RIGHTS };
  }
}

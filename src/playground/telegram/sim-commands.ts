import { z } from 'zod';
import type { Backend } from './call.js';
import { badRequest } from './errors.js';
import type { Faults } from './faults.js';
import { FULL_RIGHTS } from './member-views.js';
import { setBlocked, setMembership } from './membership.js';
import { removeMessages } from './methods/deleting.js';
import { forward, press, say } from './people.js';
import type { SimCommand, SimFault } from './sim-protocol.js';
import { type ChatState, type Rights, simChat } from './world.js';

const commandSchema = z.looseObject({ do: z.string() });

/** What a basic group's or supergroup's bot may do that is no administrator. */
const NO_RIGHTS: Rights = {};

export interface SimDeps {
  backend: Backend;
  faults: Faults;
  reset(): void;
}

function withBot(
  { backend }: SimDeps,
  chat: ChatState,
  byUserId: number,
  status: 'administrator' | 'member' | 'restricted' | 'kicked',
  rights: Rights,
): true {
  setMembership(backend, chat, { userId: backend.world.bot.id, status, rights }, byUserId);
  return true;
}

/** Does what people and the world can do. Each command answers what its caller may want to know. */
export function runCommand(deps: SimDeps, command: SimCommand): unknown {
  const { backend, faults } = deps;
  const { world, clock } = backend;
  const chat = (id: number) => world.chat(id);
  switch (command.do) {
    case 'addPerson': {
      const person = world.addPerson(command.person);
      world.emit({ type: 'person', person: { ...command.person, is_bot: false } });
      return person.id;
    }
    case 'addChat': {
      const added = world.addChat(command.kind, command.title, command.ownerId, command.memberIds);
      world.emit({ type: 'chat', chat: simChat(added) });
      return added.id;
    }
    case 'say':
      return say(backend, command.chatId, command.userId, command).message_id;
    case 'forward':
      return forward(
        backend,
        { chatId: command.fromChatId, messageId: command.messageId },
        command.chatId,
        command.userId,
      ).message_id;
    case 'press':
      return press(backend, command.chatId, command.userId, command.messageId, command.button) ?? null;
    case 'start': {
      const text = command.payload === undefined ? '/start' : `/start ${command.payload}`;
      return say(backend, command.userId, command.userId, { text }).message_id;
    }
    case 'addBot':
      // A channel has no other bots than administrators.
      return command.asAdmin || chat(command.chatId).kind === 'channel'
        ? withBot(deps, chat(command.chatId), command.byUserId, 'administrator', {
            ...FULL_RIGHTS,
            ...command.rights,
          })
        : withBot(deps, chat(command.chatId), command.byUserId, 'member', NO_RIGHTS);
    case 'removeBot':
      return withBot(deps, chat(command.chatId), command.byUserId, 'kicked', NO_RIGHTS);
    case 'promoteBot':
      return withBot(deps, chat(command.chatId), command.byUserId, 'administrator', {
        ...FULL_RIGHTS,
        ...command.rights,
      });
    case 'restrictBot':
      return withBot(deps, chat(command.chatId), command.byUserId, 'restricted', command.rights);
    case 'join':
    case 'leave': {
      const status = command.do === 'join' ? 'member' : 'left';
      setMembership(
        backend,
        chat(command.chatId),
        { userId: command.userId, status, rights: {} },
        command.userId,
      );
      return true;
    }
    case 'promote':
    case 'demote': {
      const member = {
        userId: command.userId,
        status: command.do === 'promote' ? ('administrator' as const) : ('member' as const),
        rights: command.do === 'promote' ? FULL_RIGHTS : {},
      };
      setMembership(backend, chat(command.chatId), member, command.byUserId);
      return true;
    }
    case 'deleteMessage':
      removeMessages(backend, chat(command.chatId), [command.messageId]);
      return true;
    case 'blockBot':
    case 'unblockBot':
      setBlocked(backend, command.userId, command.do === 'blockBot');
      return true;
    case 'advance':
      if (!clock.advance) throw badRequest("this clock can't be moved");
      clock.advance(command.ms);
      world.emit({ type: 'clock', now: clock.now() });
      return clock.now();
    case 'fault':
      faults.add(normalised(command.fault));
      return true;
    case 'reset':
      deps.reset();
      return true;
    default:
      throw badRequest(`unknown command ${JSON.stringify(command satisfies never)}`);
  }
}

function normalised(fault: SimFault): SimFault {
  return { ...fault, ...(fault.method !== undefined && { method: fault.method.toLowerCase() }) };
}

/** Reads a command from outside; its fields are checked by what they do. */
export function readCommand(body: string): SimCommand {
  try {
    return commandSchema.parse(JSON.parse(body)) as unknown as SimCommand;
  } catch {
    throw badRequest('a command is an object with a field "do"');
  }
}

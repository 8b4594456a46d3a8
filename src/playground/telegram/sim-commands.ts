import type { Backend } from './call.js';
import type { CallLog } from './call-log.js';
import { menuFor } from './command-menus.js';
import { badRequest } from './errors.js';
import type { Faults } from './faults.js';
import { askInline, chooseInline, setInlineMode } from './inline.js';
import { joinByLink } from './joining.js';
import { setBlocked } from './membership.js';
import { changeMembership, isMembershipCommand, type MembershipCommand } from './membership-commands.js';
import { removeMessages } from './methods/deleting.js';
import { migrate } from './migration.js';
import { forward, press, requireMembership, say } from './people.js';
import { react } from './reactions.js';
import { shareChat, shareUsers } from './sharing.js';
import type { SimCommand } from './sim-protocol.js';
import { deleteTopic, openTopic, setTopicClosed } from './topics.js';
import { isPresent, simChat } from './world.js';

export interface SimDeps {
  backend: Backend;
  faults: Faults;
  callLog: CallLog;
  reset(): void;
}

/** Does what people and the world can do. Each command answers what its caller may want to know. */
export function runCommand(deps: SimDeps, command: SimCommand): unknown {
  return isMembershipCommand(command) ? changeMembership(deps.backend, command) : act(deps, command);
}

function act(deps: SimDeps, command: Exclude<SimCommand, MembershipCommand>): unknown {
  const { backend, faults, reset } = deps;
  const { world } = backend;
  switch (command.do) {
    case 'addPerson':
      world.addPerson(command.person);
      world.emit({ type: 'person', person: { ...command.person, is_bot: false } });
      return command.person.id;
    case 'addChat': {
      const added = world.addChat(command.kind, command.title, command.ownerId, command.memberIds);
      if (command.forum) added.topics = new Map();
      world.emit({ type: 'chat', chat: simChat(added) });
      return added.id;
    }
    case 'openTopic':
      return openTopic(backend, world.chat(command.chatId), command.userId, { name: command.name });
    case 'closeTopic':
    case 'reopenTopic':
      setTopicClosed(
        backend,
        world.chat(command.chatId),
        command.userId,
        command.threadId,
        command.do === 'closeTopic',
      );
      return true;
    case 'deleteTopic':
      deleteTopic(backend, world.chat(command.chatId), command.threadId);
      return true;
    case 'say':
      return say(backend, command.chatId, command.userId, command).message_id;
    case 'start': {
      const text = command.payload === undefined ? '/start' : `/start ${command.payload}`;
      return say(backend, command.userId, command.userId, { text }).message_id;
    }
    case 'joinByLink':
      joinByLink(backend, world.chat(command.chatId), command.userId, command.link);
      return true;
    case 'startGroup':
      return startGroup(deps, command);
    case 'inlineMode':
      setInlineMode(backend, { on: command.on, feedback: command.feedback });
      return true;
    case 'inlineQuery':
      return askInline(backend, command);
    case 'chooseInline':
      return chooseInline(backend, command).message_id;
    case 'menu':
      return menuFor(world, world.chat(command.chatId), command.userId);
    case 'shareChat':
      return shareChat(backend, command).message_id;
    case 'shareUsers':
      return shareUsers(backend, command).message_id;
    case 'forward': {
      const from = { chatId: command.fromChatId, messageId: command.messageId };
      return forward(backend, from, command.chatId, command.userId).message_id;
    }
    case 'press':
      return press(backend, command) ?? null;
    case 'react': {
      const chat = world.chat(command.chatId);
      requireMembership(chat, command.userId);
      react(backend, chat, command.messageId, command);
      return true;
    }
    case 'migrate':
      return migrate(backend, command.chatId, command.byUserId);
    case 'deleteMessage':
      removeMessages(backend, world.chat(command.chatId), [command.messageId]);
      return true;
    case 'blockBot':
    case 'unblockBot':
      setBlocked(backend, command.userId, command.do === 'blockBot');
      return true;
    case 'advance':
      return advance(backend, command.ms);
    case 'fault':
      faults.add(command.fault);
      return true;
    case 'clearFaults':
      faults.clear();
      return true;
    case 'limits':
      backend.limits.set(command.limits);
      world.emit({ type: 'limits', limits: command.limits });
      return true;
    case 'reset':
      reset();
      return true;
    default:
      throw badRequest(`unknown command ${JSON.stringify(command satisfies never)}`);
  }
}

/** The bot comes in, unless it is there, and hears of the payload. */
function startGroup(
  deps: SimDeps,
  { do: _do, userId, payload, ...where }: Extract<SimCommand, { do: 'startGroup' }>,
): number {
  const { world } = deps.backend;
  if (!isPresent(world.chat(where.chatId), world.bot.id))
    runCommand(deps, { do: 'addBot', byUserId: userId, ...where });
  const text = `/start@${world.bot.username}${payload === undefined ? '' : ` ${payload}`}`;
  return say(deps.backend, where.chatId, userId, { text }).message_id;
}

/** Puts the clock forward; what falls due happens before it answers. */
function advance({ clock, world }: Backend, ms: number): number {
  if (!clock.advance) throw badRequest("this clock can't be moved");
  clock.advance(ms);
  const now = clock.now();
  world.emit({ type: 'clock', now });
  return now;
}

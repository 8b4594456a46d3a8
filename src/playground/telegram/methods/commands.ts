import { z } from 'zod';
import type { Backend, Call, MethodTable } from '../call.js';
import { scopeOf, setKey } from '../command-menus.js';
import { badRequest } from '../errors.js';
import { chatId, list, object, parse } from '../schemas.js';
import type { World } from '../world.js';

const MAX_COMMANDS = 100;
const NAME = /^\/?[a-z0-9_]{1,32}$/;
const DESCRIPTION_MAX = 256;
const LANGUAGE = /^([a-z]{2})?$/;

const audience = {
  scope: object({
    type: z.string(),
    chat_id: chatId.optional(),
    user_id: z.number().int().optional(),
  }).default({ type: 'default' }),
  language_code: z.string().default(''),
};
const schema = z.looseObject({
  ...audience,
  commands: list(z.object({ command: z.string(), description: z.string() })),
});

/** Where the commands are kept of whom the call means. */
function readKey(world: World, call: Call): string {
  const { scope, language_code } = parse(z.looseObject(audience), call.params);
  if (!LANGUAGE.test(language_code)) throw badRequest('invalid language code specified');
  return setKey(scopeOf(world, scope), language_code);
}

/** The page begins with one menu: that of private chats, or else everybody's, in no special language. */
function shown(world: World): World['commands'] {
  const keys = ['all_private_chats', 'default'].map((type) => setKey({ type }, ''));
  return keys.map((key) => world.commandSets.get(key)).find((commands) => commands?.length) ?? [];
}

function tell(world: World): true {
  world.commands = shown(world);
  world.emit({ type: 'commands', commands: world.commands });
  return true;
}

function setMyCommands({ world }: Backend, call: Call): true {
  const { commands } = parse(schema, call.params);
  if (commands.length > MAX_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of commands) {
    if (!NAME.test(command)) throw badRequest('BOT_COMMAND_INVALID');
    if (description.length < 1 || description.length > DESCRIPTION_MAX)
      throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  const kept = commands.map(({ command, description }) => ({
    command: command.replace('/', ''),
    description,
  }));
  world.commandSets.set(readKey(world, call), kept);
  return tell(world);
}

export const commandMethods: MethodTable = {
  setMyCommands,
  getMyCommands: ({ world }, call) => world.commandSets.get(readKey(world, call)) ?? [],
  deleteMyCommands({ world }, call) {
    world.commandSets.delete(readKey(world, call));
    return tell(world);
  },
};

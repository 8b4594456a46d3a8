import { z } from 'zod';
import type { Backend, Call, MethodTable } from '../call.js';
import { badRequest } from '../errors.js';
import { list, object, parse } from '../schemas.js';
import type { World } from '../world.js';

const MAX_COMMANDS = 100;
const NAME = /^\/?[a-z0-9_]{1,32}$/;
const DESCRIPTION_MAX = 256;

const audience = {
  scope: object({ type: z.string() }).default({ type: 'default' }),
  language_code: z.string().default(''),
};
const schema = z.looseObject({
  ...audience,
  commands: list(z.object({ command: z.string(), description: z.string() })),
});

function keyOf({ scope, language_code }: z.infer<z.ZodObject<typeof audience>>): string {
  return JSON.stringify([scope, language_code]);
}

function readAudience(call: Call): string {
  return keyOf(parse(z.looseObject(audience), call.params));
}

/** The page has one menu: that of private chats, or else everybody's, in no special language. */
function shown(world: World): World['commands'] {
  const scopes = ['all_private_chats', 'default'];
  const keys = scopes.map((type) => keyOf({ scope: { type }, language_code: '' }));
  return keys.map((key) => world.commandSets.get(key)).find((commands) => commands?.length) ?? [];
}

function tell(world: World): true {
  world.commands = shown(world);
  world.emit({ type: 'commands', commands: world.commands });
  return true;
}

function setMyCommands({ world }: Backend, call: Call): true {
  const params = parse(schema, call.params);
  if (params.commands.length > MAX_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of params.commands) {
    if (!NAME.test(command)) throw badRequest('BOT_COMMAND_INVALID');
    if (description.length < 1 || description.length > DESCRIPTION_MAX)
      throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  world.commandSets.set(keyOf(params), params.commands);
  return tell(world);
}

export const commandMethods: MethodTable = {
  setMyCommands,
  getMyCommands: ({ world }, call) => world.commandSets.get(readAudience(call)) ?? [],
  deleteMyCommands({ world }, call) {
    world.commandSets.delete(readAudience(call));
    return tell(world);
  },
};

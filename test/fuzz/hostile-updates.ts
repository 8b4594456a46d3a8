import type { AnySchemaObject } from 'ajv';
import type { Dice } from './dice.js';
import type { Crowd, Sent } from './sent.js';

/** What strings and numbers are drawn from. */
export interface Pool {
  strings: readonly string[];
  numbers: readonly number[];
}

type Schema = AnySchemaObject;

const DEEPEST = 5;
const LONGEST_LIST = 3;
/** A field that may be left out is there so often, and less often the deeper it is. */
const PRESENT = 0.35;
const LONGEST_DATA = 64;

/** Draws values that fit a JSON Schema, as far as types go: what they hold is as hostile as the pool. */
function createDraw(definitions: Record<string, Schema>, pool: Pool, { throws, chance, pick }: Dice) {
  function drawObject({ properties = {}, required = [] }: Schema, depth: number): Record<string, unknown> {
    // A keyboard is a class in these types; what travels is what it becomes.
    if (properties.toJSON) return draw(properties.toJSON, depth) as Record<string, unknown>;
    const needed = new Set<string>(required);
    const present = depth > DEEPEST ? 0 : PRESENT / (depth + 1);
    const drawn: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries<Schema>(properties))
      if (needed.has(name) || chance(present)) drawn[name] = draw(schema, depth + 1);
    return drawn;
  }

  function draw(schema: Schema, depth = 0): unknown {
    const { $ref, anyOf, items = {} } = schema;
    if ($ref) return draw(definitions[$ref.replace('#/definitions/', '')] ?? {}, depth);
    if ('const' in schema) return schema['const'];
    if (schema['enum']) return pick(schema['enum'] as unknown[]);
    if (anyOf) return draw(pick(anyOf as Schema[]), depth);
    const type: unknown = Array.isArray(schema['type']) ? pick(schema['type']) : schema['type'];
    if (type === 'object') return drawObject(schema, depth);
    if (type === 'array') {
      const length = depth > DEEPEST ? 0 : Math.floor(throws() * LONGEST_LIST);
      return Array.from({ length }, () => draw(items, depth + 1));
    }
    if (type === 'number' || type === 'integer') return pick(pool.numbers);
    if (type === 'boolean') return chance(0.5);
    return type === 'string' ? pick(pool.strings) : null;
  }
  return draw;
}

const KINDS = [
  ...(['message', 'message', 'message', 'callback_query', 'callback_query', 'callback_query'] as const),
  ...(['edited_message', 'channel_post', 'my_chat_member', 'chat_member'] as const),
  ...(['message_reaction', 'message_reaction_count'] as const),
];

/** Updates as Telegram's types allow them, by whoever, wherever. */
export function createHostileUpdates(root: Schema, pool: Pool, { users, chats }: Crowd) {
  const definitions: Record<string, Schema> = root['definitions'];
  const { properties: shapes }: Schema = definitions['TelegramUpdate'] ?? {};

  return (dice: Dice): Sent => {
    const { pick, chance } = dice;
    const draw = createDraw(definitions, pool, dice);
    const kind = pick(KINDS);
    const { principal, user: from } = pick(users);
    const isPrivate = kind !== 'channel_post' && chance(0.6);
    const chat = isPrivate ? { id: from.id, type: 'private', first_name: from.first_name } : pick(chats);
    const body = draw(shapes[kind]) as Record<string, unknown>;
    if (kind === 'callback_query') {
      const message = draw(definitions['TelegramMessage'] ?? {}, 2) as Record<string, unknown>;
      const data = pick(pool.strings).slice(0, LONGEST_DATA);
      return { principal, update: { [kind]: { ...body, from, data, message: { ...message, chat } } } };
    }
    const text = kind === 'message' && chance(0.5) && { text: pick(pool.strings) };
    const who = {
      ...((kind === 'message' || 'from' in body) && { from }),
      ...('user' in body && { user: from }),
    };
    const told = { ...body, chat, ...who, ...text };
    return { principal, update: { [kind]: told } };
  };
}

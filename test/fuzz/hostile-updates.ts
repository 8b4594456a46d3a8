import type { AnySchemaObject } from 'ajv';
import fc from 'fast-check';

/** What strings and numbers are drawn from. */
export interface Pool {
  strings: readonly string[];
  numbers: readonly number[];
}

/** Who sends, and where. */
interface Senders {
  users: readonly { id: number; first_name: string }[];
  chats: readonly { id: number; type: string; title: string }[];
}

type Schema = AnySchemaObject;

const DEEPEST = 5;
const LONGEST_LIST = 3;
/** A field that may be left out is there so often, and less often the deeper it is. */
const PRESENT = 0.35;

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws values that fit a JSON Schema, as far as types go: what they hold is as hostile as the pool. */
function createDraw(definitions: Record<string, Schema>, pool: Pool, dice: () => number) {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(dice() * from.length)] as T;

  function drawObject({ properties = {}, required = [] }: Schema, depth: number): Record<string, unknown> {
    // A keyboard is a class in these types; what travels is what it becomes.
    if (properties.toJSON) return draw(properties.toJSON, depth) as Record<string, unknown>;
    const needed = new Set<string>(required);
    const chance = depth > DEEPEST ? 0 : PRESENT / (depth + 1);
    const drawn: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries<Schema>(properties))
      if (needed.has(name) || dice() < chance) drawn[name] = draw(schema, depth + 1);
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
      const length = depth > DEEPEST ? 0 : Math.floor(dice() * LONGEST_LIST);
      return Array.from({ length }, () => draw(items, depth + 1));
    }
    if (type === 'number' || type === 'integer') return pick(pool.numbers);
    if (type === 'boolean') return dice() < 0.5;
    return type === 'string' ? pick(pool.strings) : null;
  }
  return { draw, pick };
}

const KINDS = [
  ...(['message', 'message', 'message', 'callback_query', 'callback_query', 'callback_query'] as const),
  ...(['edited_message', 'channel_post', 'my_chat_member', 'chat_member'] as const),
  ...(['message_reaction', 'message_reaction_count'] as const),
];

/** Updates as Telegram's types allow them, from these people in these chats: each is told by its seed. */
export function hostileUpdates(root: Schema, pool: Pool, { users, chats }: Senders) {
  const definitions: Record<string, Schema> = root['definitions'];
  const { properties: shapes }: Schema = definitions['TelegramUpdate'] ?? {};

  function make(seed: number): Record<string, unknown> {
    const dice = createDice(seed);
    const { draw, pick } = createDraw(definitions, pool, dice);
    const kind = pick(KINDS);
    const from = pick(users);
    const isPrivate = dice() < 0.6 && kind !== 'channel_post';
    const chat = isPrivate ? { id: from.id, type: 'private', first_name: from.first_name } : pick(chats);
    const body = draw(shapes[kind]) as Record<string, unknown>;
    if (kind === 'callback_query') {
      const message = draw(definitions['TelegramMessage'] ?? {}, 2) as Record<string, unknown>;
      return {
        [kind]: { ...body, from, data: pick(pool.strings).slice(0, 64), message: { ...message, chat } },
      };
    }
    const text = kind === 'message' && dice() < 0.5 && { text: pick(pool.strings) };
    return { [kind]: { ...body, chat, ...((kind === 'message' || 'from' in body) && { from }), ...text } };
  }
  return fc.integer({ min: 0, max: 2 ** 31 - 1 }).map((seed) => ({
    update: make(seed),
    // The whole of it would fill pages.
    [fc.toStringMethod]: () => `the update of seed ${seed}`,
  }));
}

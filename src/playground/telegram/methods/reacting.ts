import { z } from 'zod';
import type { MethodTable } from '../call.js';
import { badRequest } from '../errors.js';
import { react } from '../reactions.js';
import { requireAccess } from '../rights.js';
import { chatId, integer, list, parse } from '../schemas.js';

const schema = z.looseObject({
  chat_id: chatId,
  message_id: integer,
  reaction: list(z.looseObject({ type: z.string(), emoji: z.string().default('') })).default([]),
});

export const reactingMethods: MethodTable = {
  /** A bot has one reaction, and no custom or paid ones. */
  setMessageReaction(backend, call) {
    const { chat_id, message_id, reaction } = parse(schema, call.params);
    const { world } = backend;
    for (const { type } of reaction) {
      if (type === 'custom_emoji') throw badRequest('REACTION_INVALID');
      if (type !== 'emoji') throw badRequest("can't parse ReactionType: invalid reaction type specified");
    }
    const chat = world.chat(chat_id);
    requireAccess(world, chat);
    if (reaction.length > 1) throw badRequest('REACTIONS_TOO_MANY');
    react(backend, chat, message_id, { userId: world.bot.id, emoji: reaction[0]?.emoji ?? null });
    return true;
  },
};

import type { Message } from '@grammyjs/types';
import fc from 'fast-check';
import { type Api, GrammyError } from 'grammy';
import { expect, it } from 'vitest';
import type { PersonHandle } from '../../../src/playground/telegram/index.js';
import { startTelegram } from './local-telegram.js';

/** What must be true, whatever was called. */
interface Model {
  /** Ids of the bot's messages that should stand, with their texts. */
  standing: Map<number, string>;
  gone: Set<number>;
  newest: number;
  /** Ids of updates in the order in which they came. */
  confirmed: number[];
  offset: number;
}

interface Real {
  api: Api;
  olga: PersonHandle;
}

type Step = (model: Model, real: Real) => Promise<void>;

const text = fc.string({ minLength: 1, maxLength: 12 }).filter((one) => one.trim() === one && one.length > 0);

/** One of the ids that there ever were, standing or gone. */
function pick({ standing, gone }: Model, choice: number): number {
  const ids = [...standing.keys(), ...gone];
  return ids[choice % Math.max(ids.length, 1)] ?? 1_000_000;
}

async function refused(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return false;
  } catch (error) {
    if (error instanceof GrammyError) return true;
    throw error;
  }
}

const sends = text.map(
  (words): Step =>
    async (model, { api, olga }) => {
      const { message_id } = await api.sendMessage(olga.id, words);
      expect(message_id).toBeGreaterThan(model.newest);
      model.newest = message_id;
      model.standing.set(message_id, words);
    },
);

const edits = fc.tuple(text, fc.nat()).map(
  ([words, choice]): Step =>
    async (model, { api, olga }) => {
      const id = pick(model, choice);
      const changes = model.standing.has(id) && model.standing.get(id) !== words;
      const call = api.editMessageText(olga.id, id, words);
      if (changes) expect(await call).toMatchObject({ message_id: id, text: words });
      else expect(await refused(call)).toBe(true);
      if (changes) model.standing.set(id, words);
    },
);

const deletes = fc.nat().map(
  (choice): Step =>
    async (model, { api, olga }) => {
      const id = pick(model, choice);
      expect(await refused(api.deleteMessage(olga.id, id))).toBe(!model.standing.delete(id));
      model.gone.add(id);
    },
);

const writes = text.map(
  (words): Step =>
    async (model, { olga }) => {
      const { message_id } = olga.says(words);
      expect(message_id).toBeGreaterThan(model.newest);
      model.newest = message_id;
    },
);

const polls = fc.boolean().map(
  (confirms): Step =>
    async (model, { api }) => {
      const batch = (await api.getUpdates({ offset: model.offset })).map(({ update_id }) => update_id);
      expect(batch).toEqual([...batch].sort((a, b) => a - b));
      for (const id of batch) expect(model.confirmed).not.toContain(id);
      if (!confirms) return;
      model.confirmed.push(...batch);
      model.offset = (batch.at(-1) ?? model.offset - 1) + 1;
    },
);

function botsMessages(olga: PersonHandle): Message[] {
  return olga.messages().filter(({ from }) => from?.is_bot);
}

it('ids grow, edits keep them, what was deleted is gone, and updates are confirmed once and in order', async () => {
  const steps = fc.array(fc.oneof(sends, sends, edits, deletes, writes, polls), { maxLength: 30 });
  const { telegram, api } = await startTelegram();
  await fc.assert(
    fc.asyncProperty(steps, async (walk) => {
      const olga = telegram.person({ first_name: 'Olga' });
      const start = olga.starts();
      const offset = ((await api.getUpdates()).at(-1)?.update_id ?? 0) + 1;
      const model: Model = {
        standing: new Map(),
        gone: new Set(),
        newest: start.message_id,
        confirmed: [],
        offset,
      };
      for (const step of walk) await step(model, { api, olga });
      const stands = botsMessages(olga).map((message) => [message.message_id, message.text]);
      expect(stands).toEqual([...model.standing].sort(([a], [b]) => a - b));
    }),
    { numRuns: 40 },
  );
});

it('keeps the entities that it is given, whatever the text, when they are sent back', async () => {
  const { telegram, api } = await startTelegram();
  const olga = telegram.person({ first_name: 'Olga' });
  olga.starts();
  const piece = fc.record({
    words: fc.string({
      unit: fc.constantFrom('a', 'я', 'א', '🎃', '👩‍💻', ' ', '<', '&', '*'),
      minLength: 1,
      maxLength: 6,
    }),
    type: fc.constantFrom(
      'bold' as const,
      'italic' as const,
      'underline' as const,
      'code' as const,
      undefined,
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 6 }), async (pieces) => {
      const words = `(${pieces.map((one) => one.words).join('')})`;
      let offset = 1;
      const entities = pieces.flatMap(({ words: { length }, type }) => {
        const entity = type && { type, offset, length };
        offset += length;
        return entity ? [entity] : [];
      });
      const sent = await api.sendMessage(olga.id, words, { entities });
      const again = await api.sendMessage(olga.id, sent.text, {
        ...(sent.entities && { entities: sent.entities }),
      });
      expect(again.text).toBe(words);
      expect(again.entities ?? []).toEqual(sent.entities ?? []);
      expect(sent.entities ?? []).toEqual(entities);
    }),
    { numRuns: 60 },
  );
});

import type { MiddlewareFn } from 'grammy';
import type { HeraldContext } from '../context.js';

const PATIENCE_MS = 1_000;
const REMEMBERED = 1_000;

/** Knows which presses were answered, whoever answered them: every call passes through the wrapped fetch. */
export interface AnsweredPresses {
  note(callbackQueryId: string): void;
  has(callbackQueryId: string): boolean;
}

export function createAnsweredPresses(): AnsweredPresses {
  const answered = new Set<string>();
  return {
    note(id) {
      answered.add(id);
      const [oldest] = answered;
      if (answered.size > REMEMBERED && oldest !== undefined) answered.delete(oldest);
    },
    has: (id) => answered.has(id),
  };
}

/** Answers each press exactly once: by its handler, else empty when it ends or after a second, whichever is first. */
export function answerPresses(answered: AnsweredPresses): MiddlewareFn<HeraldContext> {
  return async (ctx, next) => {
    const query = ctx.callbackQuery;
    if (!query) return next();
    const answer = async () => {
      if (answered.has(query.id)) return;
      answered.note(query.id);
      // Too late only means that the spinner has gone by itself.
      await ctx.api.answerCallbackQuery(query.id).catch(() => undefined);
    };
    const timer = setTimeout(() => void answer(), PATIENCE_MS);
    try {
      await next();
    } finally {
      clearTimeout(timer);
      await answer();
    }
  };
}

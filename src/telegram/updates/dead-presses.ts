import type { Clock } from '@common/clock.js';
import { createRateLimit } from '@common/rate-limit.js';
import type { Update } from 'grammy/types';
import { hasHandler } from '../callback.js';
import type { UpdateRepo } from './update.repo.js';

const WINDOW_MS = 10 * 60_000;
/** Somebody finds an old button, and presses it again. */
const FEW = 5;
/** Buttons of Home and of dialogs, which have no verb: only their own handlers tell whether they still lead somewhere. */
const WITHOUT_VERB = /^(home\/|d:)/;

/** Presses that lead nowhere: the first few of a person are written down as all is, a flood of them costs no write. */
export interface DeadPresses {
  /** Counts one that nobody took; false once that needs no line in the log any more. */
  isWorthALine(telegramId: number): boolean;
  /** The same store, but for such presses: they are handed on as all is, and not kept. */
  sparing(updates: UpdateRepo): UpdateRepo;
}

export function createDeadPresses({ clock }: { clock: Clock }): DeadPresses {
  const limit = () => createRateLimit({ clock, max: FEW, windowMs: WINDOW_MS });
  const kept = limit();
  const told = limit();

  function isKept({ callback_query: press }: Update): boolean {
    if (!press || hasHandler(press.data ?? '')) return true;
    const person = String(press.from.id);
    return WITHOUT_VERB.test(press.data ?? '') ? !told.isSpent(person) : kept.takes(person);
  }

  return {
    isWorthALine: (telegramId) => told.takes(String(telegramId)),
    sparing(updates) {
      const passing = new Set<number>();
      return {
        ...updates,
        async store(batch, receivedAt) {
          const worth = new Set(batch.filter(isKept));
          const spared = new Set(batch.filter((update) => !worth.has(update)));
          const fresh = new Set(await updates.store([...worth], receivedAt));
          for (const { update_id } of spared) passing.add(update_id);
          return batch.filter((update) => spared.has(update) || fresh.has(update));
        },
        async markHandled(updateId, at) {
          if (!passing.delete(updateId)) await updates.markHandled(updateId, at);
        },
      };
    },
  };
}

import type { Clock } from '@common/clock.js';
import { createRateLimit } from '@common/rate-limit.js';
import type { CallbackQuery, Update } from 'grammy/types';
import { hasHandler } from '../callback.js';
import type { UpdateRepo } from './update.repo.js';

const WINDOW_MS = 10 * 60_000;
/** Somebody finds an old button, and presses it again. */
const FEW = 5;
/** Buttons of Home and of dialogs, which have no verb: only their own handlers tell whether they still lead somewhere. */
const WITHOUT_VERB = /^(home\/|d:)/;

type Press = Pick<CallbackQuery, 'from' | 'data'>;

/** Presses that lead nowhere: the first few of a person are written down as all is, a flood of them costs no write. */
export interface DeadPresses {
  /** Notes one that nobody took; false once that needs no line in the log any more. */
  isWorthALine(press: Press): boolean;
  /** The same store, but for such presses: they are handed on as all is, and not kept. */
  sparing(updates: UpdateRepo): UpdateRepo;
}

const keyOf = ({ from, data = '' }: Press) => `${from.id} ${data}`;

export function createDeadPresses({ clock }: { clock: Clock }): DeadPresses {
  const limit = (max: number) => createRateLimit({ clock, max, windowMs: WINDOW_MS });
  const kept = limit(FEW);
  const told = limit(FEW);
  /** Each button by itself: what leads somewhere is kept, whatever else its person has pressed. */
  const dead = limit(1);

  function isKept({ callback_query: press }: Update): boolean {
    if (!press || hasHandler(press.data ?? '')) return true;
    return WITHOUT_VERB.test(press.data ?? '') ? !dead.isSpent(keyOf(press)) : kept.takes(`${press.from.id}`);
  }

  return {
    isWorthALine(press) {
      dead.takes(keyOf(press));
      return told.takes(`${press.from.id}`);
    },
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

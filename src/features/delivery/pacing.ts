import type { ChatId } from '@common/ids.js';

/** Telegram's limits: 30 messages a second over all chats, 1 a second in one chat, 20 a minute in one group. */
const WINDOWS = [
  { scope: 'all', ms: 1_000, max: 30 },
  { scope: 'chat', ms: 1_000, max: 1 },
  { scope: 'chat', ms: 60_000, max: 20 },
] as const;

const LONGEST_MS = 60_000;

/** Counts what was sent, in memory. Times are ms of the injected clock. */
export interface Pacing {
  /** The earliest time at which a message to this chat keeps within the limits; `now` when that is now. */
  nextFree(chatId: ChatId, now: number): number;
  charge(chatId: ChatId, now: number): void;
}

export function createPacing(): Pacing {
  let charges: { chatId: ChatId; at: number }[] = [];

  function freeAt(times: number[], { ms, max }: (typeof WINDOWS)[number], now: number): number {
    const inside = times.filter((at) => at > now - ms);
    const blocking = inside.at(-max);
    return inside.length < max || blocking === undefined ? now : blocking + ms;
  }

  return {
    nextFree(chatId, now) {
      const all = charges.map(({ at }) => at);
      const chat = charges.filter((charge) => charge.chatId === chatId).map(({ at }) => at);
      return Math.max(...WINDOWS.map((window) => freeAt(window.scope === 'all' ? all : chat, window, now)));
    },
    charge(chatId, now) {
      charges = charges.filter(({ at }) => at > now - LONGEST_MS);
      charges.push({ chatId, at: now });
    },
  };
}

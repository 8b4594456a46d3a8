import type { ChatId } from '@common/ids.js';

/**
 * Telegram's limits: about 30 messages a second over all chats, of which menus keep a reserve; 1 a second in one chat;
 * 20 a minute in one group.
 */
const ALL_PER_SECOND = 25;
const WINDOWS = [
  { ms: 1_000, max: 1 },
  { ms: 60_000, max: 20 },
] as const;

const SECOND_MS = 1_000;
const LONGEST_MS = 60_000;
/** A 429 takes a quarter of the speed; ten quiet seconds give one message a second back. */
const SLOWER = 0.75;
const SLOWEST = 5;
const RECOVERY_MS = 10_000;

/** Counts what was sent, in memory. Times are ms of the injected clock. */
export interface Pacing {
  /** The earliest time at which a message to this chat keeps within the limits; `now` when that is now. */
  nextFree(chatId: ChatId, now: number): number;
  charge(chatId: ChatId, at: number): void;
  /** Takes a charge back whose message did not leave. */
  release(chatId: ChatId, at: number): void;
  /** Telegram has said 429: nothing to this chat until `until`, and all goes slower for a while. */
  slowDown(chatId: ChatId, now: number, until: number): void;
  /** The earliest time at which a message to any chat at all keeps within the limits. */
  nextFreeForAll(now: number): number;
  /** Starts anew from what others sent shortly before, oldest first: a take-over must send no second burst. */
  rebuild(past: readonly Charge[]): void;
}

export interface Charge {
  chatId: ChatId;
  at: number;
}

export function createPacing(): Pacing {
  let charges: Charge[] = [];
  const pausedUntil = new Map<ChatId, number>();
  let ceiling: { perSecond: number; since: number } = { perSecond: ALL_PER_SECOND, since: 0 };

  /** How many may go in a second just now: less after a 429, slowly back up. */
  function allPerSecond(now: number): number {
    const recovered = Math.floor(Math.max(0, now - ceiling.since) / RECOVERY_MS);
    return Math.min(ALL_PER_SECOND, ceiling.perSecond + recovered);
  }

  function freeAt(times: readonly number[], ms: number, max: number, now: number): number {
    const inside = times.filter((at) => at > now - ms);
    const blocking = inside.at(-max);
    return inside.length < max || blocking === undefined ? now : blocking + ms;
  }

  const nextFreeForAll = (now: number) =>
    freeAt(
      charges.map(({ at }) => at),
      SECOND_MS,
      allPerSecond(now),
      now,
    );

  return {
    nextFreeForAll,
    nextFree(chatId, now) {
      const chat = charges.filter((charge) => charge.chatId === chatId).map(({ at }) => at);
      return Math.max(
        nextFreeForAll(now),
        ...WINDOWS.map(({ ms, max }) => freeAt(chat, ms, max, now)),
        pausedUntil.get(chatId) ?? now,
      );
    },
    charge(chatId, at) {
      charges = charges.filter((charge) => charge.at > at - LONGEST_MS);
      charges.push({ chatId, at });
    },
    release(chatId, at) {
      const index = charges.findLastIndex((charge) => charge.chatId === chatId && charge.at === at);
      if (index >= 0) charges.splice(index, 1);
    },
    rebuild(past) {
      charges = [...past];
    },
    slowDown(chatId, now, until) {
      for (const [chat, end] of pausedUntil) if (end <= now) pausedUntil.delete(chat);
      pausedUntil.set(chatId, until);
      ceiling = { perSecond: Math.max(SLOWEST, Math.floor(allPerSecond(now) * SLOWER)), since: now };
    },
  };
}

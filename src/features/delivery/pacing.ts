import type { ChatId } from '@common/ids.js';

/**
 * Telegram's limits: about 30 messages a second over all chats, of which menus keep a reserve; 1 a second in one chat;
 * 20 a minute in one group. An album counts each of its items: it goes at once, and its chat waits so much longer.
 */
const ALL_PER_SECOND = 25;
const IN_A_CHAT_PER_MINUTE = 20;

const WINDOW = 60;
const SECOND_MS = 1_000;
const LONGEST_MS = 60_000;
/** A 429 takes a quarter of the speed; ten quiet seconds give one message a second back. */
const SLOWER = 0.75;
const SLOWEST = 5;
const RECOVERY_MS = 10_000;

/** Counts what was sent, in memory. Times are ms of the injected clock. */
export interface Pacing {
  /** How many posts are worth a look at a time: what can leave within two seconds. */
  readonly window: number;
  /** The earliest time at which so many messages to this chat keep within the limits; `now` when that is now. */
  nextFree(chatId: ChatId, now: number, messages?: number): number;
  charge(chatId: ChatId, at: number, messages?: number): void;
  /** Takes a charge back whose message did not leave. */
  release(chatId: ChatId, at: number): void;
  /** Telegram has said 429: nothing to this chat until `until`, and all goes slower for a while. */
  slowDown(chatId: ChatId, now: number, until: number): void;
  /** The earliest time at which so many messages to any chat at all keep within the limits. */
  nextFreeForAll(now: number, messages?: number): number;
  /** Starts anew from what others sent shortly before, oldest first: a take-over must send no second burst. */
  rebuild(past: readonly Charge[]): void;
}

export interface Charge {
  chatId: ChatId;
  at: number;
  /** One, or the items of an album. */
  messages: number;
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

  /** When `messages` more fit into a window of `ms`; what is larger than all of it waits until it is empty. */
  function freeAt(past: readonly Charge[], ms: number, max: number, now: number, messages: number): number {
    let room = max - messages;
    for (const { at, messages: sent } of past.filter((one) => one.at > now - ms).toReversed()) {
      room -= sent;
      if (room < 0) return at + ms;
    }
    return now;
  }

  const nextFreeForAll = (now: number, messages = 1) =>
    freeAt(charges, SECOND_MS, allPerSecond(now), now, messages);

  return {
    window: WINDOW,
    nextFreeForAll,
    nextFree(chatId, now, messages = 1) {
      const chat = charges.filter((charge) => charge.chatId === chatId);
      const last = chat.at(-1);
      return Math.max(
        nextFreeForAll(now, messages),
        last ? last.at + last.messages * SECOND_MS : now,
        freeAt(chat, LONGEST_MS, IN_A_CHAT_PER_MINUTE, now, messages),
        pausedUntil.get(chatId) ?? now,
      );
    },
    charge(chatId, at, messages = 1) {
      charges = charges.filter((charge) => charge.at > at - LONGEST_MS);
      charges.push({ chatId, at, messages });
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

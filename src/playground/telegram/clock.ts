/** The time in which the local Telegram lives, in ms since 1970, UTC. */
export interface TelegramClock {
  now(): number;
  /** Moves on by so many ms, where the clock can. */
  advance?(ms: number): void;
}

/** The machine's time, which can be put forward; for a local Telegram that runs alone. */
export function createOwnClock(): TelegramClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    advance(ms) {
      offset += ms;
    },
  };
}

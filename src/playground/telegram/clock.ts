/** The time in which the local Telegram lives, in ms since 1970, UTC. */
export interface TelegramClock {
  now(): number;
  /** Runs once when the clock reaches `time`; answers a function that cancels it. */
  at(time: number, run: () => void): () => void;
  /** Moves on by so many ms, where the clock can. */
  advance?(ms: number): void;
}

/** The machine's own time. */
export const realClock: TelegramClock = {
  now: () => Date.now(),
  at(time, run) {
    const timer = setTimeout(run, Math.max(0, time - Date.now()));
    timer.unref();
    return () => clearTimeout(timer);
  },
};

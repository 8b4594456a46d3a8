import type { Pacing } from './pacing.js';

/** Holds nothing back: for benches against a server without limits, to measure what the engine itself can do. */
export function createNoPacing(): Pacing {
  const atOnce = (now: number) => now;
  return {
    nextFree: (_chatId, now) => atOnce(now),
    nextFreeForAll: atOnce,
    charge() {},
    release() {},
    slowDown() {},
    rebuild() {},
  };
}

import type { Pacing } from './pacing.js';

/** A transaction over as many is over in a fraction of a second. */
const UNPACED_WINDOW = 500;

/** Holds nothing back: for benches against a server without limits, to measure what the engine itself can do. */
export function createNoPacing(): Pacing {
  const atOnce = (now: number) => now;
  return {
    window: UNPACED_WINDOW,
    nextFree: (_chatId, now) => atOnce(now),
    nextFreeForAll: atOnce,
    charge() {},
    release() {},
    slowDown() {},
    rebuild() {},
  };
}

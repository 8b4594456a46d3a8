import type { Clock } from './clock.js';

/** So many in a window of time, for each key by itself. */
export interface RateLimit {
  /** Counts one more; false when it was too many. */
  takes(key: string): boolean;
  /** Whether one more would be too many. */
  isSpent(key: string): boolean;
}

interface RateLimitOptions {
  clock: Clock;
  max: number;
  windowMs: number;
}

/** Whoever comes under ever new keys must not fill the memory. */
const MOST_KEYS = 10_000;

/** Fixed windows, kept in memory: a restart forgives. */
export function createRateLimit({ clock, max, windowMs }: RateLimitOptions): RateLimit {
  const windows = new Map<string, { from: number; count: number }>();

  function openWindow(key: string, now: number): { from: number; count: number } {
    const window = { from: now, count: 0 };
    windows.delete(key);
    windows.set(key, window);
    const [oldest] = windows.keys();
    if (windows.size > MOST_KEYS && oldest !== undefined) windows.delete(oldest);
    return window;
  }

  function windowAt(key: string, now: number): { from: number; count: number } | undefined {
    const known = windows.get(key);
    return known && now < known.from + windowMs ? known : undefined;
  }

  return {
    takes(key) {
      const now = clock.now();
      const window = windowAt(key, now) ?? openWindow(key, now);
      window.count++;
      return window.count <= max;
    },
    isSpent: (key) => (windowAt(key, clock.now())?.count ?? 0) >= max,
  };
}

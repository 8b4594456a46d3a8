/** Throws that are the same for the same seed. */
export interface Dice {
  /** From 0 to 1. */
  throws(): number;
  chance(of: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** mulberry32 */
export function createDice(seed: number): Dice {
  let state = seed;
  function throws(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  return {
    throws,
    chance: (of) => throws() < of,
    pick<T>(from: readonly T[]): T {
      if (from.length === 0) throw new RangeError('there is nothing to pick from');
      return from[Math.floor(throws() * from.length)] as T;
    },
  };
}

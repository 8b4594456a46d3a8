import { createThrows } from '../../src/playground/telegram/dice.js';

/** Throws that are the same for the same seed. */
export interface Dice {
  /** From 0 to 1. */
  throws(): number;
  chance(of: number): boolean;
  pick<T>(from: readonly T[]): T;
}

export function createDice(seed: number): Dice {
  const throws = createThrows(seed);
  return {
    throws,
    chance: (of) => throws() < of,
    pick<T>(from: readonly T[]): T {
      if (from.length === 0) throw new RangeError('there is nothing to pick from');
      return from[Math.floor(throws() * from.length)] as T;
    },
  };
}

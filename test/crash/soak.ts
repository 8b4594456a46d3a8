import type { Programs } from './bundle.js';
import type { Cell } from './cells.js';
import type { CellResult } from './matrix.js';
import { startDatabase } from './mongod.js';
import { playCell } from './play.js';

/** Kills in one world, before it is judged and another begins. */
const KILLS_A_WORLD = 4;
const LATEST_MS = 1_500;
const LANES = 3;

interface SoakOptions {
  kills: number;
  seed: number;
  programs: Programs;
  onResult(result: CellResult): void;
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Kills at random moments in world after world, each of which is judged when all in it has come to its end. */
export async function soak({ kills: wanted, seed, programs, onResult }: SoakOptions): Promise<void> {
  const random = randomOf(seed);
  const worlds = Array.from({ length: Math.ceil(wanted / KILLS_A_WORLD) }, (_, world): Cell => {
    const killsAfterMs = Array.from({ length: KILLS_A_WORLD }, () => Math.round(random() * LATEST_MS));
    const nodes = random() < 0.5 ? 1 : 2;
    return { name: `soak ${seed}/${world}: ${killsAfterMs}`, fault: 'kill', nodes, killsAfterMs };
  });
  const database = await startDatabase();
  async function lane(name: string): Promise<void> {
    for (let cell = worlds.shift(); cell; cell = worlds.shift()) {
      const from = performance.now();
      const { problems, kills } = await playCell(cell, { programs, database, name });
      onResult({ cell: cell.name, problems, kills, ms: Math.round(performance.now() - from) });
    }
  }
  try {
    await Promise.all(Array.from({ length: LANES }, (_, place) => lane(`soak-${place}`)));
  } finally {
    await database.stop();
  }
}

import { createThrows } from '../../src/playground/telegram/dice.js';
import type { Cell, Fault, Kill } from './cell.js';
import { type PlayOptions, playLanes, SIDE_BY_SIDE } from './matrix.js';
import { REAL, SCALED } from './values.js';

/** What half of the kills happen beside. */
const BESIDE: readonly Fault[] = [
  'answer-429',
  'answer-500',
  'hang',
  'accept-cut',
  'cut-before',
  'cut-after',
];
const MOST_STEPS = 60;

interface SoakOptions extends PlayOptions {
  kills: number;
  seed: number;
  /** At the values of production. */
  real: boolean;
  /** This world alone, as a soak before has named it. */
  world?: number | undefined;
}

/** One world of a soak: the same for the same seed and number, whatever was played before. */
function worldOf(seed: number, world: number, killsEach: number, latestKillMs: number): Cell {
  const random = createThrows(seed + Math.imul(world + 1, 0x9e3779b1));
  const kill = (): Kill => {
    const beside = random() < 0.5 ? BESIDE[Math.floor(random() * BESIDE.length)] : undefined;
    const steps = random() < 0.5 ? 1 + Math.floor(random() * MOST_STEPS) : undefined;
    return {
      afterMs: Math.round((steps === undefined ? random() : 1) * latestKillMs),
      ...(steps !== undefined && { steps }),
      ...(beside && { beside }),
    };
  };
  return {
    name: `soak ${seed}/${world}`,
    fault: 'kill',
    nodes: random() < 0.5 ? 1 : 2,
    ...(random() < 0.5 && { talksAt: 1 }),
    kills: Array.from({ length: killsEach }, kill),
  };
}

/** Kills at random moments in world after world, each of which is judged when all in it has come to its end. */
export async function soak({ kills: wanted, seed, real, world, ...options }: SoakOptions): Promise<void> {
  const values = real ? REAL : SCALED;
  // A lease of 10 s is waited for, which costs nothing: more worlds side by side, with fewer kills in each.
  const [killsEach, lanes] = real ? [4, SIDE_BY_SIDE * 2] : [10, SIDE_BY_SIDE];
  let killed = 0;
  let worlds = world ?? 0;
  let planned = 0;

  function next(): Cell | undefined {
    if (world !== undefined && worlds > world) return undefined;
    if (killed + planned >= wanted) return undefined;
    planned += killsEach;
    return worldOf(seed, worlds++, killsEach, values.latestKillMs);
  }

  const onResult: PlayOptions['onResult'] = (result) => {
    planned -= killsEach;
    killed += result.kills;
    options.onResult(result);
  };
  await playLanes(next, { ...options, values, onResult }, { members: 1, lanes });
}

import type { Programs } from './bundle.js';
import type { Cell } from './cell.js';
import { type Database, startDatabase } from './mongod.js';
import { type Played, playCell } from './play.js';
import { SCALED, type Values } from './values.js';

export interface CellResult extends Played {
  cell: string;
  ms: number;
}

export interface PlayOptions {
  programs: Programs;
  values?: Values;
  onResult(result: CellResult): void;
}

interface MatrixOptions extends PlayOptions {
  cells: readonly Cell[];
}

/** Cells that bear each other's company on one mongod: they wait more than they work. */
export const SIDE_BY_SIDE = 3;

/** Plays cells one after another in the database of this name, until there is none. */
async function playLane(
  next: () => Cell | undefined,
  { programs, values = SCALED, onResult }: PlayOptions,
  database: Database,
  name: string,
): Promise<void> {
  for (let cell = next(); cell; cell = next()) {
    const from = performance.now();
    const played = await playCell(cell, { programs, values, database, name });
    onResult({ cell: cell.name, ...played, ms: Math.round(performance.now() - from) });
  }
}

/** Plays cells side by side on a mongod of their own. */
export async function playLanes(
  next: () => Cell | undefined,
  options: PlayOptions,
  { members, lanes }: { members: 1 | 3; lanes: number },
): Promise<void> {
  const database = await startDatabase(members);
  try {
    const names = Array.from({ length: lanes }, (_, lane) => `lane-${lane}`);
    await Promise.all(names.map((name) => playLane(next, options, database, name)));
  } finally {
    await database.stop();
  }
}

async function playAll(
  cells: readonly Cell[],
  options: MatrixOptions,
  place: { members: 1 | 3; lanes: number },
): Promise<void> {
  if (cells.length === 0) return;
  const queue = [...cells];
  await playLanes(() => queue.shift(), options, place);
}

/** Plays all cells; those that hurt mongod itself have one of their own. */
export async function playCells(options: MatrixOptions): Promise<void> {
  const { cells } = options;
  const hurting = cells.filter(({ fault }) => fault === 'mongod-killed');
  const electing = cells.filter(({ fault }) => fault === 'step-down');
  const others = cells.filter((cell) => !hurting.includes(cell) && !electing.includes(cell));
  await playAll(others, options, { members: 1, lanes: SIDE_BY_SIDE });
  await Promise.all([
    playAll(hurting, options, { members: 1, lanes: 1 }),
    playAll(electing, options, { members: 3, lanes: 1 }),
  ]);
}

import type { Programs } from './bundle.js';
import type { Cell } from './cells.js';
import { type Database, startDatabase } from './mongod.js';
import { playCell } from './play.js';

export interface CellResult {
  cell: string;
  /** What broke a promise; empty when all were kept. */
  problems: string[];
  ms: number;
  /** How often a process was killed in it. */
  kills: number;
}

interface MatrixOptions {
  cells: readonly Cell[];
  programs: Programs;
  onResult(result: CellResult): void;
}

/** Cells that bear each other's company on one mongod: they wait more than they work. */
const SIDE_BY_SIDE = 3;

/** Plays the cells one after another in the database of this name. */
async function playLane(
  queue: Cell[],
  { programs, onResult }: MatrixOptions,
  database: Database,
  name: string,
): Promise<void> {
  for (let cell = queue.shift(); cell; cell = queue.shift()) {
    const from = performance.now();
    const { problems, kills } = await playCell(cell, { programs, database, name });
    onResult({ cell: cell.name, problems, kills, ms: Math.round(performance.now() - from) });
  }
}

async function playAll(cells: Cell[], options: MatrixOptions, members: 1 | 3, lanes: number): Promise<void> {
  if (cells.length === 0) return;
  const database = await startDatabase(members);
  try {
    const names = Array.from({ length: lanes }, (_, lane) => `lane-${lane}`);
    await Promise.all(names.map((name) => playLane(cells, options, database, name)));
  } finally {
    await database.stop();
  }
}

/** Plays all cells; those that hurt mongod itself have one of their own. */
export async function playCells(options: MatrixOptions): Promise<void> {
  const { cells } = options;
  const hurting = cells.filter(({ fault }) => fault === 'mongod-killed');
  const electing = cells.filter(({ fault }) => fault === 'step-down');
  const others = cells.filter((cell) => !hurting.includes(cell) && !electing.includes(cell));
  await playAll(others, options, 1, SIDE_BY_SIDE);
  await Promise.all([playAll(hurting, options, 1, 1), playAll(electing, options, 3, 1)]);
}

import { CELLS } from './cells.js';
import type { CellResult } from './matrix.js';

/** Says how one cell ended. */
export function tell({ cell, problems, ms }: CellResult): void {
  console.log(`${problems.length > 0 ? '✗' : '✓'} ${cell} ${ms} ms`);
  for (const problem of problems) console.log(`    ${problem}`);
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/** What a run has shown, as docs/reliability.md tells it. */
export function summaryOf(results: readonly CellResult[], before: number): string {
  const byName = new Map(CELLS.map((cell) => [cell.name, cell]));
  const played = results.flatMap(({ cell }) => byName.get(cell) ?? []);
  const steps = new Set(played.flatMap(({ at, again = [] }) => [at, ...again].map((halt) => halt?.step)));
  const exempt = played.filter((cell) => cell.exempt);
  const broken = results.filter(({ problems }) => problems.length > 0);
  const doubles = sum(results.map((result) => result.doubles));
  return [
    `${results.length - broken.length} of ${results.length} kept every promise (${before} of them in an earlier run of this build)`,
    `${steps.size} distinct steps struck; ${sum(results.map(({ kills }) => kills))} kills`,
    `${exempt.length} exempt cells, in which ${doubles} ads came twice, each of them shown: ${exempt.map(({ name }) => name).join(', ')}`,
    ...broken.map(({ cell }) => `broken: ${cell}`),
  ].join('\n');
}

import { bundlePrograms } from './bundle.js';
import { cellNamed } from './cells.js';
import { killChildren } from './children.js';
import { type CellResult, playCells } from './matrix.js';
import { MUTANTS, type Mutant } from './mutants.js';
import { openResults } from './results.js';

// npm run crash:mutants [-- NAME]
// Takes one guard out of the bot at a time: the matrix must notice each, in a cell that is green with the guard.

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void killChildren().finally(() => process.exit(130)));

/** Which cells break a promise with the guard in place, and so prove nothing. */
async function redWithout(mutants: readonly Mutant[]): Promise<Set<string>> {
  const programs = await bundlePrograms('plain');
  const stored = await openResults(programs);
  const names = new Set(mutants.flatMap(({ cells }) => cells));
  const cells = [...names].filter((name) => !stored.passed.has(name)).map(cellNamed);
  const red = new Set<string>();
  await playCells({
    cells,
    programs,
    onResult(result) {
      void stored.add(result);
      if (result.problems.length === 0) return;
      red.add(result.cell);
      console.log(`      ${result.cell} is red without any mutation: ${result.problems[0]}`);
    },
  });
  return red;
}

/** A cell whose fault did not come says nothing of the guard. */
const isProof = (problem: string) => !problem.includes('was never reached');

async function problemsOf({ name, mutations, cells }: Mutant): Promise<CellResult[]> {
  const programs = await bundlePrograms(`mutant-${name.replaceAll(' ', '-')}`, mutations);
  const results: CellResult[] = [];
  await playCells({
    cells: cells.map(cellNamed),
    programs,
    onResult: (result) => void results.push(result),
  });
  return results
    .map((result) => ({ ...result, problems: result.problems.filter(isProof) }))
    .filter(({ problems }) => problems.length > 0);
}

const only = process.argv[2] ?? '';
const mutants = MUTANTS.filter(({ name }) => name.includes(only));
const unproving = await redWithout(mutants);
let caught = 0;
for (const mutant of mutants) {
  const red = (await problemsOf(mutant)).filter(({ cell }) => !unproving.has(cell));
  if (red.length > 0) caught++;
  console.log(`${red.length > 0 ? 'red  ' : 'ALIVE'} ${mutant.name}`);
  for (const { cell, problems } of red) console.log(`      ${cell}: ${problems[0]}`);
}
await killChildren();
console.log(`${caught} of ${mutants.length} mutants were noticed`);
process.exitCode = caught < mutants.length ? 1 : 0;

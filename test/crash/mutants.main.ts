import { bundlePrograms } from './bundle.js';
import { CELLS } from './cells.js';
import { killChildren } from './children.js';
import { type CellResult, playCells } from './matrix.js';
import { MUTANTS, type Mutant } from './mutants.js';

// Takes one guard out of the bot at a time: the matrix must notice each.

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void killChildren().finally(() => process.exit(130)));

async function problemsOf({ name, mutations, cells }: Mutant): Promise<CellResult[]> {
  const programs = await bundlePrograms(`mutant-${name.replaceAll(' ', '-')}`, mutations);
  const results: CellResult[] = [];
  const chosen = CELLS.filter((cell) => cells.includes(cell.name));
  if (chosen.length < cells.length) throw new Error(`${name}: not all of its cells exist`);
  await playCells({ cells: chosen, programs, onResult: (result) => void results.push(result) });
  return results.filter(({ problems }) => problems.length > 0);
}

const only = process.argv[2] ?? '';
let survivors = 0;
for (const mutant of MUTANTS.filter(({ name }) => name.includes(only))) {
  const red = await problemsOf(mutant);
  if (red.length === 0) survivors++;
  console.log(`${red.length > 0 ? 'red  ' : 'ALIVE'} ${mutant.name}`);
  for (const { cell, problems } of red) console.log(`      ${cell}: ${problems[0]}`);
}
await killChildren();
process.exitCode = survivors > 0 ? 1 : 0;

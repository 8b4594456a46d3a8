import { parseArgs } from 'node:util';
import { bundlePrograms } from './bundle.js';
import { CELLS } from './cells.js';
import { killChildren } from './children.js';
import { type CellResult, playCells } from './matrix.js';
import { openResults } from './results.js';
import { soak } from './soak.js';

// npm run crash [-- --cells PATTERN] [--anew] | [--soak KILLS [--seed N]]

const { values } = parseArgs({
  options: {
    cells: { type: 'string', default: '' },
    anew: { type: 'boolean', default: false },
    soak: { type: 'string' },
    seed: { type: 'string' },
  },
});

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void killChildren().finally(() => process.exit(130)));

const programs = await bundlePrograms('plain');
const results = await openResults(programs);
let played = 0;
let broken = 0;
let kills = 0;

function onResult(result: CellResult): void {
  played++;
  kills += result.kills;
  if (result.problems.length > 0) broken++;
  console.log(`${result.problems.length > 0 ? '✗' : '✓'} ${played} ${result.cell} ${result.ms} ms`);
  for (const problem of result.problems) console.log(`    ${problem}`);
  void results.add(result);
}

if (values.soak === undefined) {
  const wanted = CELLS.filter(({ name }) => new RegExp(values.cells).test(name));
  const cells = wanted.filter(({ name }) => values.anew || !results.passed.has(name));
  console.log(`${cells.length} cells; ${wanted.length - cells.length} have passed before with this build`);
  await playCells({ cells, programs, onResult });
} else {
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
  console.log(`seed ${seed}`);
  await soak({ kills: Number(values.soak), seed, programs, onResult });
}
await killChildren();
console.log(`${played - broken} of ${played} kept every promise; ${kills} kills`);
process.exitCode = broken > 0 ? 1 : 0;

import { parseArgs } from 'node:util';
import { bundlePrograms } from './bundle.js';
import { CELLS } from './cells.js';
import { killChildren } from './children.js';
import { type CellResult, playCells } from './matrix.js';
import { openResults } from './results.js';

const { values } = parseArgs({
  options: { cells: { type: 'string', default: '' }, anew: { type: 'boolean', default: false } },
});

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void killChildren().finally(() => process.exit(130)));

const programs = await bundlePrograms('plain');
const results = await openResults(programs);
const wanted = CELLS.filter(({ name }) => new RegExp(values.cells).test(name));
const cells = wanted.filter(({ name }) => values.anew || !results.passed.has(name));
console.log(`${cells.length} cells; ${wanted.length - cells.length} have passed before with this build`);
const broken: CellResult[] = [];
let played = 0;
await playCells({
  cells,
  programs,
  onResult(result) {
    played++;
    if (result.problems.length > 0) broken.push(result);
    console.log(
      `${result.problems.length > 0 ? '✗' : '✓'} ${played}/${cells.length} ${result.cell} ${result.ms} ms`,
    );
    for (const problem of result.problems) console.log(`    ${problem}`);
    void results.add(result);
  },
});
await killChildren();
console.log(`${played - broken.length} of ${played} cells kept every promise`);
process.exitCode = broken.length > 0 ? 1 : 0;

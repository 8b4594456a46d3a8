import { parseArgs } from 'node:util';
import { bundlePrograms } from './bundle.js';
import { CELLS } from './cells.js';
import { killChildren } from './children.js';
import { type CellResult, playCells } from './matrix.js';
import { summaryOf, tell } from './report.js';
import { openResults } from './results.js';
import { soak } from './soak.js';

// npm run crash [-- --cells PATTERN] [--anew] | [--soak KILLS [--seed N] [--real] [--world N]]

const { values } = parseArgs({
  options: {
    cells: { type: 'string', default: '' },
    anew: { type: 'boolean', default: false },
    soak: { type: 'string' },
    seed: { type: 'string' },
    real: { type: 'boolean', default: false },
    world: { type: 'string' },
  },
});

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void killChildren().finally(() => process.exit(130)));

const programs = await bundlePrograms('plain');
const stored = await openResults(programs);
const results: CellResult[] = [];
const from = performance.now();

function onResult(result: CellResult): void {
  results.push(result);
  tell(result);
  void stored.add(result);
}

if (values.soak === undefined) {
  const wanted = CELLS.filter(({ name }) => new RegExp(values.cells).test(name));
  const before = values.anew ? [] : wanted.flatMap(({ name }) => stored.passed.get(name) ?? []);
  const cells = wanted.filter(({ name }) => !before.some(({ cell }) => cell === name));
  console.log(`${cells.length} cells; ${before.length} have passed before with this build`);
  await playCells({ cells, programs, onResult });
  console.log(summaryOf([...before, ...results], before.length));
} else {
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
  const world = values.world === undefined ? undefined : Number(values.world);
  console.log(`seed ${seed}`);
  await soak({ kills: Number(values.soak), seed, real: values.real, world, programs, onResult });
  const broken = results.filter(({ problems }) => problems.length > 0);
  const kills = results.reduce((all, one) => all + one.kills, 0);
  const seconds = (performance.now() - from) / 1000;
  console.log(
    `seed ${seed}: ${kills} kills in ${results.length} worlds, ${(kills / seconds).toFixed(1)} a second; ${broken.length} worlds broke a promise`,
  );
  for (const { cell } of broken)
    console.log(`again alone: --soak 10 --seed ${seed} --world ${cell.split('/')[1]}`);
}
await killChildren();
process.exitCode = results.some(({ problems }) => problems.length > 0) ? 1 : 0;

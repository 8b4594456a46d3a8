import { parseArgs } from 'node:util';
import type { Bench, RunResult } from './support/bench.js';
import { machine } from './support/machine.js';
import { rangeOf, rounded } from './support/statistics.js';

const BENCHES: Record<string, () => Promise<Bench>> = {
  telegram: async () => (await import('./telegram.js')).telegram,
  idle: async () => (await import('./idle.js')).idle,
  lateness: async () => (await import('./lateness.js')).lateness,
  'lateness-now': async () => (await import('./lateness-now.js')).latenessNow,
  'lateness-burst': async () => (await import('./lateness-burst.js')).latenessBurst,
  'lateness-paced': async () => (await import('./lateness-paced.js')).latenessPaced,
  cycle: async () => (await import('./cycle.js')).cycle,
  drain: async () => (await import('./drain.js')).drain,
  failover: async () => (await import('./failover.js')).failover,
  memory: async () => (await import('./memory.js')).memory,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '1' } },
});
const [name = ''] = positionals;
const load = BENCHES[name];
const runs = Number(values.runs);
if (!load || !Number.isInteger(runs) || runs < 1) {
  console.error(`npm run bench NAME -- [--runs N]   with NAME one of ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}

const bench = await load();
console.log(`${name}: ${bench.claim}\n${machine()}`);
const results: RunResult[] = [];
for (let run = 1; run <= runs; run++) {
  if (runs > 1) console.log(`\nRun ${run} of ${runs}`);
  const result = await bench.run((line) => console.log(`  ${line}`));
  results.push(result);
  console.log(`  ratio ${rounded(result.ratio)}`);
}
console.log(JSON.stringify({ bench: name, runs, ...summed(results) }));

/** The figures themselves of one run; medians and ranges of several. */
function summed(all: RunResult[]) {
  const named = all.map(({ ratio, figures }) => ({ ratio, ...figures }));
  const [only] = named;
  const entries = Object.keys(only ?? {}).map((key): [string, unknown] => {
    const range = rangeOf(named.map((one: Record<string, number>) => one[key] ?? Number.NaN));
    const { median, min, max } = range;
    return [key, runs === 1 ? rounded(median) : [median, min, max].map(rounded)];
  });
  return Object.fromEntries(entries);
}

import { afterAll, expect, it } from 'vitest';
import { bundlePrograms } from './bundle.js';
import { SUBSET_CELLS } from './cells.js';
import { killChildren } from './children.js';
import { type CellResult, playCells } from './matrix.js';

afterAll(killChildren);

it('keeps every promise whatever is killed, frozen, cut or refused, and where', {
  timeout: 300_000,
}, async () => {
  const results: CellResult[] = [];
  const programs = await bundlePrograms('test');
  await playCells({ cells: SUBSET_CELLS, programs, onResult: (result) => void results.push(result) });
  expect(results.filter(({ problems }) => problems.length > 0)).toEqual([]);
  expect(results).toHaveLength(SUBSET_CELLS.length);
});

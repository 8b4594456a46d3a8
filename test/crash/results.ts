import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Programs } from './bundle.js';
import type { CellResult } from './matrix.js';

const FILE = resolve(import.meta.dirname, '../../.cache/crash/results.jsonl');

type Line = CellResult & { program: string };

/** Results of one build of the programs, a line each, so that a run that was cut goes on where it ended. */
export async function openResults({ bot, telegram }: Programs) {
  const hash = createHash('sha256');
  for (const file of [bot, telegram]) hash.update(await readFile(file));
  const program = hash.digest('hex').slice(0, 16);
  await mkdir(dirname(FILE), { recursive: true });
  const text = await readFile(FILE, 'utf8').catch(() => '');
  const lines = text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));
  const passed = lines.filter((line) => line.program === program && line.problems.length === 0);
  return {
    passed: new Set(passed.map(({ cell }) => cell)),
    add: (result: CellResult) => appendFile(FILE, `${JSON.stringify({ ...result, program })}\n`),
  };
}

import { createHash } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Programs } from './bundle.js';
import type { CellResult } from './matrix.js';

const FILE = resolve(import.meta.dirname, '../../.cache/crash/results.jsonl');

type Line = CellResult & { program: string };

/** Results of one build of the programs and of what judges them, a line each, so that a run that was cut goes on where it ended. */
export async function openResults({ bot, telegram }: Programs) {
  const hash = createHash('sha256');
  const judges = (await readdir(import.meta.dirname)).sort().map((file) => join(import.meta.dirname, file));
  for (const file of [bot, telegram, ...judges]) hash.update(await readFile(file));
  const program = hash.digest('hex').slice(0, 16);
  await mkdir(dirname(FILE), { recursive: true });
  const text = await readFile(FILE, 'utf8').catch(() => '');
  const lines = text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));
  const passed = lines.filter((line) => line.program === program && line.problems.length === 0);
  return {
    /** What kept every promise before, by the cell's name. */
    passed: new Map<string, CellResult>(passed.map((line) => [line.cell, line])),
    add: (result: CellResult) => appendFile(FILE, `${JSON.stringify({ ...result, program })}\n`),
  };
}

import { cp, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const clone = resolve(import.meta.dirname, '../..');

/** A guard taken out of production code: one text of one file replaced by another. */
export interface Mutation {
  file: string;
  from: string;
  to: string;
}

export interface Programs {
  bot: string;
  telegram: string;
}

/** Fails when the text is gone, so that no mutant can silently be the original. */
function mutate(code: string, { file, from, to }: Mutation): string {
  if (code.split(from).length !== 2) throw new Error(`${file} holds not once: ${from}`);
  return code.replace(from, () => to);
}

/** Bundles what the matrix starts, because a start from the sources costs seconds. Answers the programs' files. */
export async function bundlePrograms(name: string, mutations: readonly Mutation[] = []): Promise<Programs> {
  const folder = join(clone, '.cache/crash', name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  // Where the bundle looks for what the web side serves.
  await cp(join(clone, 'public'), join(clone, '.cache/public'), { recursive: true });
  const applied = new Set<Mutation>();
  await build({
    configFile: false,
    root: clone,
    logLevel: 'error',
    resolve: { tsconfigPaths: true },
    // A single file starts in half the time, and a cell starts several processes.
    ssr: { noExternal: true },
    plugins: [
      {
        name: 'mutations',
        enforce: 'pre',
        transform(code, id) {
          const mine = mutations.filter(({ file }) => id === join(clone, file));
          for (const mutation of mine) applied.add(mutation);
          return mine.reduce(mutate, code);
        },
      },
    ],
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      target: 'node20',
      rolldownOptions: {
        input: { bot: 'test/crash/bot.process.ts', telegram: 'src/playground/telegram/main.ts' },
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  });
  const missed = mutations.filter((mutation) => !applied.has(mutation));
  if (missed.length > 0) throw new Error(`not part of the bot: ${missed.map(({ file }) => file).join(', ')}`);
  return { bot: join(folder, 'bot.mjs'), telegram: join(folder, 'telegram.mjs') };
}

import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Runs a program of ours to its end, in an environment of its own. */
export function run(
  program: string,
  env: NodeJS.ProcessEnv = {},
  words: readonly string[] = [],
): Promise<{ code: number; out: string; err: string }> {
  const args = [resolve(root, 'node_modules/tsx/dist/cli.mjs'), resolve(root, program), ...words];
  const options = {
    cwd: resolve(root, 'test'),
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
  };
  return new Promise((done) => {
    const child = execFile(process.execPath, args, options, (_, out, err) =>
      done({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, it, vi } from 'vitest';
import { buildDockerfile } from './support/dockerfile.js';
import { databaseUri } from './support/mongo.js';

const run = promisify(execFile);
const clone = resolve(import.meta.dirname, '..');
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

it('builds by the steps of the Dockerfile in an empty folder, and the result becomes healthy', async () => {
  const place = await mkdtemp(join(tmpdir(), 'herald-image-'));
  cleanups.push(() => rm(place, { recursive: true, force: true }));
  const image = await buildDockerfile(clone, place);
  const env = {
    PATH: process.env['PATH'],
    ...image.env,
    PORT: String(await freePort()),
    MONGODB_URI: databaseUri(),
    BOT_TOKEN: '123456789:AAExampleExampleExampleExampleExample',
    // Nobody listens there: Herald must stand without Telegram, and go on trying.
    TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
  };
  const herald = start(image.start, image.folder, env);

  const [program = '', ...args] = image.healthcheck;
  await vi.waitFor(() => run(program, args, { env }), { timeout: 30_000, interval: 250 });
  herald.kill('SIGTERM');
  expect(await once(herald, 'exit')).toEqual([0, null]);
}, 240_000);

it('lets into the build all that the Dockerfile copies, and nothing else', async () => {
  const dockerfile = await readFile(join(clone, 'Dockerfile'), 'utf8');
  const lines = dockerfile
    .split('\n')
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='));
  const copied = new Set(lines.flatMap((line) => line.split(/\s+/).slice(1, -1)));
  const ignore = (await readFile(join(clone, '.dockerignore'), 'utf8')).trim().split('\n');
  expect(ignore[0]).toBe('*');
  expect(ignore.slice(1).sort()).toEqual([...copied].map((path) => `!${path}`).sort());
});

function start([program = '', ...args]: string[], cwd: string, env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
  cleanups.push(() => child.kill('SIGKILL'));
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

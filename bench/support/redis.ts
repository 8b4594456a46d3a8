import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { startProgram } from './server-process.js';

/** Debian's, taken apart in a folder: it needs no root, and no service begins to run. */
const cache = resolve(import.meta.dirname, '../../.cache/bench-redis');
const PACKAGES = ['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1'];
const READY = 'Ready to accept connections';
const LOOK_MS = 20;

/** When Redis has what it was told on the disk: a second later at most, or before it answers. */
export type Fsync = 'everysec' | 'always';

export interface Redis {
  port: number;
  version: string;
  stop(): Promise<void>;
}

function onPath(): string | undefined {
  const folders = process.env['PATH']?.split(delimiter) ?? [];
  return folders.map((folder) => join(folder, 'redis-server')).find((file) => existsSync(file));
}

function unpacked(): string {
  const root = join(cache, 'root');
  const program = join(root, 'usr/bin/redis-server');
  if (existsSync(program)) return program;
  const lists = join(cache, 'lists');
  for (const folder of [join(lists, 'partial'), join(cache, 'archives/partial')])
    mkdirSync(folder, { recursive: true });
  const own = ['-o', `Dir::State::Lists=${lists}`, '-o', `Dir::Cache=${cache}`, '-o', 'APT::Sandbox::User='];
  const apt = (...args: string[]) => execFileSync('apt-get', ['-qq', ...own, ...args], { cwd: cache });
  apt('update');
  apt('download', ...PACKAGES);
  for (const file of readdirSync(cache).filter((name) => name.endsWith('.deb')))
    execFileSync('dpkg', ['-x', file, root], { cwd: cache });
  rmSync(lists, { recursive: true });
  return program;
}

/** Libraries that came with it, in the folder of whichever machine this is. */
function libraries(program: string): Record<string, string> {
  const lib = resolve(program, '../../lib');
  if (!program.startsWith(cache)) return {};
  return {
    LD_LIBRARY_PATH: readdirSync(lib)
      .map((name) => join(lib, name))
      .join(delimiter),
  };
}

/** Redis on a port and a folder of its own. */
export async function startRedis(fsync: Fsync): Promise<Redis> {
  const program = onPath() ?? unpacked();
  const env = libraries(program);
  const folder = mkdtempSync(join(tmpdir(), 'herald-bench-redis-'));
  const port = await freePort();
  const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  const durability = ['--appendonly', 'yes', '--appendfsync', fsync, '--save', ''];
  const server = await startProgram(program, { args: [...place, ...durability], env, lineCount: 1 });
  while (!server.lines.some((line) => line.includes(READY))) await delay(LOOK_MS);
  return {
    port,
    version:
      server.lines.find((line) => line.includes('version='))?.replace(/^.*version=([\d.]+).*$/, '$1') ?? '?',
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

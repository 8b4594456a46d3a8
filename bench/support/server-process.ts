import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const clone = resolve(import.meta.dirname, '../..');
/** The kernel counts a process's time in hundredths of a second. */
const MS_PER_TICK = 10;
const BYTES_PER_KB = 1024;

/** A server in a process of its own, so that it shares no core and no heap with who measures it. */
export interface ServerProcess {
  /** What it printed first. */
  lines: string[];
  /** Time that it has spent computing (ms). */
  cpuMs(): number;
  /** Memory that it holds (bytes). */
  rss(): number;
  stop(): Promise<void>;
}

/** Starts a TypeScript file of this clone and waits until it has printed so many lines. */
export async function startServer(file: string, args: string[], lineCount: number): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: clone,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) if (lines.push(line) === lineCount) break;
  const proc = (name: string) => readFileSync(`/proc/${child.pid}/${name}`, 'utf8');
  return {
    lines,
    cpuMs() {
      // After the name in brackets come state, ten more numbers, then user and system time.
      const fields = proc('stat').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
    },
    rss: () => Number(/VmRSS:\s+(\d+)/.exec(proc('status'))?.[1]) * BYTES_PER_KB,
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

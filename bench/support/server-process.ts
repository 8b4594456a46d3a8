import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const clone = resolve(import.meta.dirname, '../..');
/** The kernel counts a process's time in hundredths of a second. */
const MS_PER_TICK = 10;
const BYTES_PER_KB = 1024;
/** The kernel ends the command when the bench is gone, however it went. */
const MORTAL = ['--pdeathsig', 'KILL', '--'];

/** A server in a process of its own, so that it shares no core and no heap with who measures it. */
export interface ServerProcess {
  /** What it printed. */
  lines: string[];
  /** Resolves with the line of this number, counted from 1. */
  line(number: number): Promise<string>;
  /** Time that it has spent computing (ms). */
  cpuMs(): number;
  /** Memory that it holds (bytes). */
  rss(): number;
  /** `SIGTERM` lets it end as a deployment does. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

interface ServerOptions {
  args?: string[];
  env?: Record<string, string>;
  /** So many lines are waited for. */
  lineCount: number;
}

/** Starts a file of this clone, TypeScript or built, and waits until it has printed its first lines. */
export function startServer(file: string, { args = [], ...options }: ServerOptions): Promise<ServerProcess> {
  const loader = file.endsWith('.ts') ? ['--import', 'tsx'] : [];
  return startProgram(process.execPath, { ...options, args: [...loader, file, ...args] });
}

/** Starts any program, and waits until it has printed its first lines. */
export async function startProgram(
  program: string,
  { args = [], env = {}, lineCount }: ServerOptions,
): Promise<ServerProcess> {
  const child = spawn('setpriv', [...MORTAL, program, ...args], {
    cwd: clone,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const output = createInterface(child.stdout).on('line', (line) => lines.push(line));

  function line(number: number): Promise<string> {
    return new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)));
      const look = () => {
        const found = lines[number - 1];
        if (found === undefined) return;
        output.off('line', look);
        resolve(found);
      };
      output.on('line', look);
      look();
    });
  }

  if (lineCount > 0) await line(lineCount);
  const proc = (name: string) => readFileSync(`/proc/${child.pid}/${name}`, 'utf8');
  return {
    lines,
    line,
    cpuMs() {
      // After the name in brackets come state, ten more numbers, then user and system time.
      const fields = proc('stat').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
    },
    rss: () => Number(/VmRSS:\s+(\d+)/.exec(proc('status'))?.[1]) * BYTES_PER_KB,
    async stop(signal = 'SIGKILL') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    },
  };
}

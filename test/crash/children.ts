import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

const running = new Set<ChildProcess>();

/** Reads the ids of processes, and kills those that were not taken back when its own stdin ends. */
const WATCHDOG = `
const pids = new Set();
require('node:readline').createInterface({ input: process.stdin })
  .on('line', (line) => (line[0] === '+' ? pids.add(line.slice(1)) : pids.delete(line.slice(1))))
  .on('close', () => { for (const pid of pids) try { process.kill(Number(pid), 'SIGKILL'); } catch {} });
`;

let watchdog: ChildProcess | undefined;

/** Outlives this process, however that ends, and then ends what it has started. */
function tellWatchdog(line: string): void {
  if (!watchdog) {
    watchdog = spawn(process.execPath, ['-e', WATCHDOG], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    watchdog.unref();
    const { stdin } = watchdog;
    if (stdin && 'unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
  }
  watchdog.stdin?.write(`${line}\n`);
}

/** Starts a program that certainly ends when we do, even by kill -9. */
export function spawnChild(program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(program, args, options);
  running.add(child);
  tellWatchdog(`+${child.pid}`);
  child.once('exit', () => {
    running.delete(child);
    tellWatchdog(`-${child.pid}`);
  });
  return child;
}

/** kill -9; resolves when it is gone. */
export async function killChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

export async function killChildren(): Promise<void> {
  await Promise.all([...running].map(killChild));
}

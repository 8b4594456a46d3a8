import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ServerProcess, startServer } from './server-process.js';

const clone = resolve(import.meta.dirname, '../..');
const PEERS = {
  agenda: ['agenda@6.2.6', '@agendajs/mongo-backend@4.0.3'],
  bullmq: ['bullmq@6.7.0', 'ioredis@6.0.0'],
};

/** A post to send. */
export interface TimedPost {
  chatId: number;
  /** ms after the first post of all is due. */
  afterMs: number;
}

/** What a peer is to do. */
export interface PeerTask {
  /** Of Agenda: `defaults`, `tuned`, or `stream`, which is tuned and has its change stream. */
  mode: string;
  /** MongoDB's address, or Redis's port. */
  store: string;
  /** `sendMessage` of the local Telegram; null: its handler does nothing. */
  url: string | null;
  /**
   * `ahead`: running, with all posts scheduled, when it prints its first line: when the first is due (ms, UTC). `now`:
   * the same, but each post is added when it is due. `full`: all are queued before it starts; it prints a second line
   * when all are done: how many a second, without the first tenth.
   */
  way: 'ahead' | 'now' | 'full';
  /** So long (ms) after it runs the first post is due. */
  leadMs: number;
  posts: readonly TimedPost[];
}

/** Installs a peer, once, into a folder of its own, and lets it work in a process of its own. */
export async function startPeer(name: keyof typeof PEERS, task: PeerTask): Promise<ServerProcess> {
  const folder = join(clone, '.cache', 'bench-peers', name);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'node_modules', '.package-lock.json'))) {
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--silent'];
    execFileSync('npm', ['install', ...options, ...PEERS[name]], { cwd: folder, stdio: 'inherit' });
  }
  for (const file of [`${name}.peer.mjs`, 'posts.mjs'])
    copyFileSync(join(clone, 'bench', 'peers', file), join(folder, file));
  const taskFile = join(folder, `task-${process.pid}.json`);
  writeFileSync(taskFile, JSON.stringify(task));
  try {
    return await startServer(join(folder, `${name}.peer.mjs`), { args: [taskFile], lineCount: 1 });
  } finally {
    rmSync(taskFile);
  }
}

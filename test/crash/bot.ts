import { EventEmitter } from 'node:events';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { killChild, spawnChild } from './children.js';
import type { BotTuning } from './values.js';

/** A step at which a process halts: its name, and which time. */
export interface Halt {
  step: string;
  nth: number;
}

interface BotOptions {
  program: string;
  apiRoot: string;
  token: string;
  mongodbUri: string;
  tuning: BotTuning;
  /** The chat whose ads halt at `socket.write`. */
  adChatId: number;
  halts: readonly Halt[];
  onPassed(step: string): void;
}

/** Herald as a process of its own, which halts at the steps that it was told. */
export interface BotProcess {
  /** The step at which it stands. */
  standsAt(): string | undefined;
  /** Told of each change: halts, exits. */
  events: EventEmitter<{ change: [] }>;
  isDead(): boolean;
  /** Lets it go on from where it stands, perhaps to halt there the next time as well. */
  release(again?: boolean): void;
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  kill(): Promise<void>;
}

export function startBot(options: BotOptions): BotProcess {
  const { program, apiRoot, token, mongodbUri, tuning, adChatId, halts, onPassed } = options;
  const child = spawnChild(process.execPath, [program], {
    stdio: ['pipe', 'ignore', 'inherit', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      BOT_TOKEN: token,
      API_ROOT: apiRoot,
      MONGODB_URI: mongodbUri,
      HERALD_TUNING: JSON.stringify(tuning),
      HERALD_AD_CHAT: String(adChatId),
      HERALD_CRASH: halts.map(({ step, nth }) => `${step}@${nth}`).join(','),
      LOG_LEVEL: process.env['CRASH_LOG_LEVEL'] ?? 'silent',
    },
  });
  const events = new EventEmitter<{ change: [] }>();
  const [, , , reports, orders] = child.stdio;
  let standing: string | undefined;
  let dead = false;
  createInterface({ input: reports as NodeJS.ReadableStream }).on('line', (line) => {
    const [word, name = ''] = line.split(' ');
    if (word === 'passed') return onPassed(name);
    if (word === 'at') standing = name;
    events.emit('change');
  });
  (orders as Writable).on('error', () => {});
  child.once('exit', () => {
    dead = true;
    events.emit('change');
  });
  return {
    events,
    standsAt: () => (dead ? undefined : standing),
    isDead: () => dead,
    release(again = false) {
      standing = undefined;
      (orders as Writable).write(again ? '+' : '.');
    },
    signal: (name) => void child.kill(name),
    kill: () => killChild(child),
  };
}

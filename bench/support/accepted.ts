import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type HeraldWorld, openHeraldWorld } from './herald.js';

const LOOK_MS = 500;
/** Where files are memory: that the local Telegram syncs its log is no part of what is measured. */
const MEMORY = '/dev/shm';

const line = z.object({ at: z.number(), method: z.string(), chatId: z.number().nullable() });

/** A message that the local Telegram has accepted. */
export interface Accept {
  chatId: number;
  /** ms, UTC. */
  at: number;
}

/** A world whose local Telegram writes down what it accepts. */
export interface WatchedWorld extends HeraldWorld {
  /** Messages accepted since `from` (ms, UTC), in order. */
  acceptedSince(from: number): Accept[];
  /** Those that are wanted, once there are so many, or patience (ms) is at its end. */
  waitForAccepts(
    from: number,
    count: number,
    patienceMs: number,
    isWanted?: (accept: Accept) => boolean,
  ): Promise<Accept[]>;
}

export async function openWatchedWorld(telegramArgs: string[] = []): Promise<WatchedWorld> {
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'herald-bench-'));
  const log = join(folder, 'accepted.jsonl');
  const world = await openHeraldWorld(['--history', '100', '--log', log, ...telegramArgs]);

  function acceptedSince(from: number): Accept[] {
    return readFileSync(log, 'utf8')
      .split('\n')
      .flatMap((text) => {
        if (!text) return [];
        const { at, method, chatId } = line.parse(JSON.parse(text));
        return method === 'sendMessage' && chatId !== null && at >= from ? [{ chatId, at }] : [];
      });
  }

  return {
    ...world,
    acceptedSince,
    async waitForAccepts(from, count, patienceMs, isWanted = () => true) {
      const end = Date.now() + patienceMs;
      for (;;) {
        const accepts = acceptedSince(from).filter(isWanted);
        if (accepts.length >= count || Date.now() > end) return accepts;
        await delay(LOOK_MS);
      }
    },
    async stop() {
      await world.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

import { Api, GrammyError } from 'grammy';
import { onTestFinished } from 'vitest';
import { createShiftableClock, type ShiftableClock } from '../../../src/common/clock.js';
import { createLocalTelegram, type LocalTelegram } from '../../../src/playground/telegram/index.js';
import { judgeBySchema } from '../../support/schema-judge.js';

export interface Running {
  telegram: LocalTelegram;
  clock: ShiftableClock;
  /** grammY's own client, as Herald uses it. */
  api: Api;
  apiRoot: string;
  simRoot: string;
  /** Calls without a client between: for what grammY would never send. */
  call(method: string, init?: RequestInit): Promise<{ status: number; body: Answer }>;
}

export interface Answer {
  ok: boolean;
  error_code?: number;
  description?: string;
  result?: unknown;
}

/** A local Telegram of this test's own, which ends with it. */
export async function startTelegram(options: { history?: number } = {}): Promise<Running> {
  const clock = createShiftableClock();
  const telegram = createLocalTelegram({ clock, ...options });
  const { apiRoot, simRoot, token } = await telegram.start();
  judgeBySchema(telegram, 'server');
  onTestFinished(() => telegram.stop());
  const api = new Api(token, { apiRoot });
  return {
    telegram,
    clock,
    api,
    apiRoot,
    simRoot,
    async call(method, init) {
      const response = await fetch(`${apiRoot}/bot${token}/${method}`, init);
      return { status: response.status, body: (await response.json()) as Answer };
    },
  };
}

/** Why Telegram refused; fails when it did not. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof GrammyError) return `${error.error_code} ${error.description}`;
    throw error;
  }
  throw new Error('Telegram accepted it');
}

const PNG_HEADER = '89504e470d0a1a0a0000000d49484452';

/** The head of a PNG, which is all that the server reads, filled up to a size in bytes. */
export function png(width = 640, height = 480, size = 100): Buffer {
  const bytes = Buffer.alloc(Math.max(size, 33));
  bytes.write(PNG_HEADER, 'hex');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

/** The segments of a JPEG up to its frame header. */
export function jpeg(width = 640, height = 480): Buffer {
  const bytes = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0001108000000000301', 'hex');
  bytes.writeUInt16BE(height, bytes.length - 6);
  bytes.writeUInt16BE(width, bytes.length - 4);
  return bytes;
}

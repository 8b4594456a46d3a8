import type { TelegramClock } from './clock.js';
import type { FileStore, Upload } from './files.js';
import type { Inline } from './inline.js';
import type { Limits } from './limits.js';
import type { UpdateQueue } from './updates.js';
import type { Webhook } from './webhooks.js';
import type { World } from './world.js';

/** Everything that the methods work on. */
export interface Backend {
  clock: TelegramClock;
  world: World;
  updates: UpdateQueue;
  files: FileStore;
  /** Presses that wait for an answer: callback query id → who pressed, and until when (ms). */
  presses: Map<string, { userId: number; until: number }>;
  inline: Inline;
  limits: Limits;
  webhook: Webhook;
}

/** One call of the Bot API. */
export interface Call {
  params: Record<string, unknown>;
  files: Map<string, Upload>;
}

export type Method = (backend: Backend, call: Call) => unknown;
export type MethodTable = Record<string, Method>;

import type { Clock } from '@common/clock.js';
import type { Logger } from '@common/logger.js';
import type { UpdateSupplier } from '@grammyjs/runner';
import { type Api, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { UpdateRepo } from './update.repo.js';

/** All that Herald reads; reactions and chat_member come only when they are named. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'channel_post',
  'callback_query',
  'my_chat_member',
  'chat_member',
  'message_reaction',
  'message_reaction_count',
] as const satisfies readonly (keyof Omit<Update, 'update_id'>)[];

/** grammY's own AbortSignal, of a package for old Nodes. */
type PollSignal = NonNullable<Parameters<Api['getUpdates']>[1]>;

const LONG_POLL_S = 30;
/** Waits after 409 and other failures, in seconds; the last goes on. */
const BACKOFF_S = [1, 2, 4, 8, 16, 30];
/** So many 409 in a row are no hand-over any more: somebody else runs with our token. */
const RIVAL_AFTER = 5;

interface UpdateSourceDeps {
  api: Api;
  updates: UpdateRepo;
  clock: Clock;
  log: Logger;
  /** Told when another program seems to use the token, and when it is gone. */
  onRival(present: boolean): void;
}

async function pause(ms: number, signal: PollSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/**
 * Supplies the runner. A batch is stored before the next getUpdates confirms it to Telegram, so that a crash between
 * the two loses nothing; what a process before us stored and never finished comes first.
 */
export function createUpdateSource({
  api,
  updates,
  clock,
  log,
  onRival,
}: UpdateSourceDeps): UpdateSupplier<Update> {
  let offset: number | undefined;
  let failures = 0;
  let conflicts = 0;

  async function fetchBatch(limit: number, signal: PollSignal): Promise<Update[]> {
    const batch = await api.getUpdates(
      {
        limit: Math.min(limit, 100),
        timeout: LONG_POLL_S,
        allowed_updates: ALLOWED_UPDATES,
        ...(offset !== undefined && { offset }),
      },
      signal,
    );
    const fresh = await updates.store(batch, new Date(clock.now()));
    const last = batch.at(-1);
    if (last) offset = last.update_id + 1;
    return fresh;
  }

  function noteFailure(error: unknown): void {
    const conflict = error instanceof GrammyError && error.error_code === 409;
    conflicts = conflict ? conflicts + 1 : 0;
    if (conflicts === RIVAL_AFTER) onRival(true);
    log.warn({ err: error, conflicts }, 'getUpdates failed');
  }

  function noteSuccess(): void {
    if (conflicts >= RIVAL_AFTER) onRival(false);
    failures = 0;
    conflicts = 0;
  }

  return {
    async supply(limit, signal) {
      if (offset === undefined) {
        const unfinished = await updates.unfinished();
        if (unfinished.length > 0) {
          offset = Math.max(...unfinished.map((update) => update.update_id)) + 1;
          return unfinished;
        }
      }
      while (!signal.aborted) {
        try {
          const batch = await fetchBatch(limit, signal);
          noteSuccess();
          return batch;
        } catch (error) {
          if (signal.aborted) break;
          noteFailure(error);
          const wait = BACKOFF_S[Math.min(failures++, BACKOFF_S.length - 1)] ?? 30;
          await pause(wait * 1000, signal);
        }
      }
      return [];
    },
  };
}

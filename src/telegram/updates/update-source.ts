import type { Clock } from '@common/clock.js';
import type { Logger } from '@common/logger.js';
import type { UpdateSupplier } from '@grammyjs/runner';
import { type Api, GrammyError } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import { LONG_POLL_S } from '../fetch.js';
import type { Gate } from './gate.js';
import type { UpdateRepo } from './update.repo.js';

/** All that Herald reads; reactions and chat_member come only when they are named. */
const ALLOWED_UPDATES = [
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

/** More than a team presses at once; a flood must leave posting its share of the process and of the database. */
export const AT_ONCE = 64;
/** Waits after 409 and other failures, in seconds; the last goes on. */
const BACKOFF_S = [1, 2, 4, 8, 16, 30];
/** So many failures in a row are no hand-over and no hiccup any more: somebody should know. */
const TROUBLE_AFTER = 5;

/** What keeps updates from coming: another program with our token, a token that is refused, no connection. */
export type Trouble = 'rival' | 'bad-token' | 'unreachable';

interface UpdateSourceDeps {
  api: Api;
  updates: UpdateRepo;
  /** What of a batch is worth being kept. */
  admit: Gate;
  clock: Clock;
  log: Logger;
  /** Told once who the bot is, before its first update. */
  onIntroduced(me: UserFromGetMe): void;
  /** Told when a trouble has lasted, and `null` when it is over. */
  onTrouble(trouble: Trouble | null): void;
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

function troubleOf(error: unknown): Trouble {
  const code = error instanceof GrammyError ? error.error_code : undefined;
  // Telegram answers 404 where the token has not even the form of one.
  if (code === 401 || code === 404) return 'bad-token';
  return code === 409 ? 'rival' : 'unreachable';
}

/**
 * Supplies the runner. A batch is stored before the next getUpdates confirms it to Telegram, so that a crash between
 * the two loses nothing; what a process before us stored and never finished comes first.
 */
export function createUpdateSource(deps: UpdateSourceDeps): UpdateSupplier<Update> {
  const { api, updates, admit, clock, log } = deps;
  let offset: number | undefined;
  let unfinished: Update[] = [];
  let introduced = false;
  let failures = 0;

  /** Telegram refuses getUpdates while a webhook is set; what waits there is kept. */
  async function introduce(signal: PollSignal): Promise<void> {
    if (introduced) return;
    const me = await api.getMe(signal);
    await api.deleteWebhook({ drop_pending_updates: false }, signal);
    deps.onIntroduced(me);
    introduced = true;
  }

  /** As many as are asked for of those that a process before us left. */
  async function takeUnfinished(limit: number): Promise<Update[]> {
    if (offset === undefined) {
      unfinished = await updates.unfinished();
      offset = unfinished.length > 0 ? Math.max(...unfinished.map(({ update_id }) => update_id)) + 1 : 0;
    }
    return unfinished.splice(0, Math.min(limit, AT_ONCE));
  }

  async function fetchBatch(limit: number, signal: PollSignal): Promise<Update[]> {
    const batch = await api.getUpdates(
      {
        limit: Math.min(limit, AT_ONCE),
        timeout: LONG_POLL_S,
        allowed_updates: ALLOWED_UPDATES,
        ...(offset && { offset }),
      },
      signal,
    );
    const numbers = batch.map((update) => update?.update_id).filter(Number.isSafeInteger);
    if (batch.length > 0 && numbers.length === 0) throw new Error('updates came without their numbers');
    const fresh = await updates.store(await admit(batch), new Date(clock.now()));
    if (numbers.length > 0) offset = Math.max(...numbers) + 1;
    return fresh;
  }

  function noteFailure(error: unknown): void {
    failures += 1;
    const trouble = troubleOf(error);
    log.warn({ err: error, failures }, 'updates could not be fetched');
    if (failures === TROUBLE_AFTER || trouble === 'bad-token') deps.onTrouble(trouble);
  }

  function noteSuccess(): void {
    if (failures > 0) deps.onTrouble(null);
    failures = 0;
  }

  return {
    async supply(limit, signal) {
      while (!signal.aborted) {
        try {
          await introduce(signal);
          const left = await takeUnfinished(limit);
          const batch = left.length > 0 ? left : await fetchBatch(limit, signal);
          noteSuccess();
          return batch;
        } catch (error) {
          if (signal.aborted) break;
          noteFailure(error);
          const wait = BACKOFF_S[Math.min(failures, BACKOFF_S.length) - 1] ?? 30;
          await pause(wait * 1000, signal);
        }
      }
      return [];
    },
  };
}

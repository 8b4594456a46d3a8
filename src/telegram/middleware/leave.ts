import type { MiddlewareFn } from 'grammy';
import type { HeraldContext } from '../context.js';

/** Who can be interrupted: what is running for a person, by their id. */
export interface RunningUpdates {
  /** Gives up what runs for this person; their next update does not wait for it. */
  abort(userId: number): void;
  /** Runs until done or aborted. */
  track(userId: number, timeoutMs: number, run: () => Promise<void>): Promise<'done' | 'aborted' | 'timeout'>;
}

export function createRunningUpdates(): RunningUpdates {
  const running = new Map<number, Set<() => void>>();
  return {
    abort(userId) {
      for (const stop of running.get(userId) ?? []) stop();
    },
    track(userId, timeoutMs, run) {
      const stops = running.get(userId) ?? new Set();
      running.set(userId, stops);
      return new Promise((resolve, reject) => {
        const stop = () => settle(() => resolve('aborted'));
        const timer = setTimeout(() => settle(() => resolve('timeout')), timeoutMs);
        function settle(end: () => void): void {
          clearTimeout(timer);
          stops.delete(stop);
          if (stops.size === 0) running.delete(userId);
          end();
        }
        stops.add(stop);
        run().then(
          () => settle(() => resolve('done')),
          (error: unknown) => settle(() => reject(error)),
        );
      });
    },
  };
}

interface LeaveDeps {
  running: RunningUpdates;
  /** Ends the person's dialog for good: whoever still runs it can't write its state any more. */
  leaveDialog(userId: number): Promise<void>;
  /** Whether an update is one that leaves everything: /cancel, /start, Home. */
  leaves(ctx: HeraldContext): boolean;
}

/**
 * Stands before sequentialize, so that a way out works even while something hangs. What the person does next waits
 * until they have left: it is no answer to what they left.
 */
export function leaveOnRequest({ running, leaveDialog, leaves }: LeaveDeps): MiddlewareFn<HeraldContext> {
  const leaving = new Map<number, Promise<void>>();

  function leave(userId: number): Promise<void> {
    running.abort(userId);
    const left = leaveDialog(userId);
    const settled = left
      .catch(() => undefined)
      .then(() => {
        if (leaving.get(userId) === settled) leaving.delete(userId);
      });
    leaving.set(userId, settled);
    return left;
  }

  return async (ctx, next) => {
    const userId = ctx.chat?.type === 'private' ? ctx.from?.id : undefined;
    if (userId !== undefined) await (leaves(ctx) ? leave(userId) : leaving.get(userId));
    await next();
  };
}

interface TimeLimitDeps {
  running: RunningUpdates;
  timeoutMs: number;
  /** Tells the person that it took too long. */
  onTimeout(ctx: HeraldContext): Promise<void>;
}

/** Gives up an update after its time limit: sequentialize has none, and one that hangs would silence its chat. */
export function limitTime({ running, timeoutMs, onTimeout }: TimeLimitDeps): MiddlewareFn<HeraldContext> {
  return async (ctx, next) => {
    const outcome = await running.track(ctx.from?.id ?? 0, timeoutMs, next);
    if (outcome === 'timeout') await onTimeout(ctx);
  };
}

import type { Clock } from '@common/clock.js';
import type { Logger } from '@common/logger.js';
import { createConcurrentSink, createRunner, createSource, type UpdateSupplier } from '@grammyjs/runner';
import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import type { HeraldContext } from '../context.js';
import type { UpdateRepo } from './update.repo.js';
import { AT_ONCE } from './update-source.js';

interface PollingDeps {
  bot: Bot<HeraldContext>;
  supplier: UpdateSupplier<Update>;
  updates: UpdateRepo;
  clock: Clock;
  log: Logger;
}

export interface Polling {
  start(): void;
  /** Fetches no more, and waits for the handlers that are running. */
  stop(): Promise<void>;
}

/** Runs the bot's handlers on updates from the supplier; an update counts as handled once its handler has ended. */
export function createPolling({ bot, supplier, updates, clock, log }: PollingDeps): Polling {
  const handling = new Set<Promise<void>>();

  async function handle(update: Update): Promise<void> {
    try {
      await bot.handleUpdate(update);
    } catch (error) {
      log.error({ err: error, update: update.update_id }, 'update failed');
    }
    await updates.markHandled(update.update_id, new Date(clock.now()));
  }

  const sink = createConcurrentSink<Update>(
    {
      consume: (update) => {
        const task = handle(update).finally(() => handling.delete(task));
        handling.add(task);
        return task;
      },
    },
    async (error) => log.error({ err: error }, 'an update could not be settled'),
    { concurrency: AT_ONCE },
  );
  const runner = createRunner(createSource(supplier), sink);

  return {
    start: () => runner.start(),
    async stop() {
      if (runner.isRunning()) await runner.stop();
      await Promise.allSettled(handling);
    },
  };
}

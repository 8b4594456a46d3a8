import type { Cancel, Clock } from '@common/clock.js';
import type { Logger } from '@common/logger.js';
import { type ScheduledPost, ScheduledPostModel } from '@common/models/index.js';

interface HintDeps {
  clock: Clock;
  log: Logger;
  /** A post wakes at this time (ms, UTC), perhaps sooner than was known. */
  onHint(wakeAt: number): void;
}

export interface Hints {
  stop(): Promise<void>;
}

const REOPEN_MS = 1_000;

/** New posts, and posts that become due at another time; not what the engine itself claims and settles. */
const CHANGES = [
  {
    $match: {
      $or: [
        { operationType: 'insert' },
        {
          operationType: 'update',
          'updateDescription.updatedFields.wakeAt': { $exists: true },
          'updateDescription.updatedFields.status': { $in: [null, 'due'] },
        },
      ],
    },
  },
  { $project: { operationType: 1, 'fullDocument.wakeAt': 1, 'updateDescription.updatedFields.wakeAt': 1 } },
];

interface Change {
  fullDocument?: Pick<ScheduledPost, 'wakeAt'>;
  updateDescription?: { updatedFields?: Pick<ScheduledPost, 'wakeAt'> };
}

/**
 * Tells of posts that wake sooner than was known, whoever made them. It is a hint and no more: what it misses, the tick
 * finds; so a broken stream is opened anew from now, and never resumed.
 */
export function watchQueue({ clock, log, onHint }: HintDeps): Hints {
  let stream: ReturnType<typeof ScheduledPostModel.watch> | undefined;
  let reopening: Cancel | undefined;
  let stopped = false;

  function hint({ fullDocument, updateDescription }: Change): void {
    const { wakeAt } = fullDocument ?? updateDescription?.updatedFields ?? {};
    if (wakeAt) onHint(wakeAt.getTime());
  }

  function open(): void {
    if (stopped) return;
    const opened = ScheduledPostModel.watch(CHANGES);
    stream = opened;
    opened.on('change', hint);
    opened.on('error', (error: unknown) => {
      log.debug({ err: error }, 'the stream of changes broke');
      opened.close().catch(() => {});
      if (!stopped) reopening = clock.at(clock.now() + REOPEN_MS, open);
    });
  }

  open();
  return {
    async stop() {
      stopped = true;
      reopening?.();
      await stream?.close();
    },
  };
}

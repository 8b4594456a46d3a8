import type { Actor } from '@common/actor.js';
import type { Cancel, Clock } from '@common/clock.js';
import type { OutboxRow } from '@common/db/collections/index.js';
import type { Tx } from '@common/db/index.js';
import type { TelegramUserId } from '@common/ids.js';
import type { Logger } from '@common/logger.js';
import { step } from '@common/step.js';
import { type Api, GrammyError } from 'grammy';
import { editScreen, type Screen, sendScreen } from '../../telegram/screen.js';
import {
  type AwakeCard,
  addCards,
  type Cause,
  calmCard,
  dueCards,
  failCard,
  putCardBack,
  settleCard,
  snoozeCard,
  takeCard,
  wakeCards,
} from './outbox.repo.js';

type Render = (thingId: string, actor: Actor) => Promise<Screen | null>;

/** Cards to people, told in the transaction of their cause and sent at most once by the leader. */
export interface Notifications {
  /** How a kind of card looks, now and after each refresh; null: there is nothing to tell any more. */
  define(kind: string, render: Render): void;
  announce(tx: Tx, cause: Cause & { to: readonly TelegramUserId[] }): Promise<void>;
  /** All cards of the thing turn into what it is now. */
  refresh(tx: Tx, thing: Pick<Cause, 'kind' | 'thingId'>): Promise<void>;
  start(): void;
  /** Something was announced: look soon. */
  nudge(): void;
  stop(): Promise<void>;
}

interface NotificationsDeps {
  api: Api;
  clock: Clock;
  log: Logger;
  actorOf(telegramId: number): Promise<Actor | undefined>;
}

const TICK_MS = 1_000;
const BATCH = 20;
/** Whoever has taken a card and said nothing for so long is gone. */
const TAKEN_MS = 60_000;

/** Of a 429, which says that Telegram did nothing. */
function secondsToWait(error: unknown): number | undefined {
  if (!(error instanceof GrammyError) || error.error_code !== 429) return undefined;
  return error.parameters.retry_after ?? 1;
}

export function createNotifications({ api, clock, log, actorOf }: NotificationsDeps): Notifications {
  const renders = new Map<string, Render>();
  let alarm: Cancel | undefined;
  let running: Promise<void> = Promise.resolve();
  let started = false;

  async function render(row: OutboxRow): Promise<Screen | null> {
    const actor = await actorOf(row.telegramId);
    return actor ? ((await renders.get(row.kind)?.(row.thingId, actor)) ?? null) : null;
  }

  async function send(row: AwakeCard): Promise<void> {
    const screen = await render(row);
    const until = new Date(clock.now() + TAKEN_MS);
    if (!(await takeCard(row._id, row.wakeAt, until))) return;
    step('outbox.taken');
    if (!screen) return failCard(row._id);
    try {
      const { messageId } = await sendScreen(api, row.telegramId, screen);
      step('outbox.sent');
      await settleCard(row._id, messageId, until);
    } catch (error) {
      log.warn({ err: error, kind: row.kind }, 'a card was not delivered');
      const wait = secondsToWait(error);
      // Of all else nobody knows whether it arrived, or it never will: what needs somebody stands on Home as well.
      if (wait === undefined) await failCard(row._id);
      else await putCardBack(row._id, new Date(clock.now() + wait * 1000));
    }
  }

  async function refreshCard(row: AwakeCard): Promise<void> {
    const screen = await render(row);
    try {
      if (screen && row.messageId !== null)
        await editScreen(api, { chatId: row.telegramId, messageId: row.messageId }, screen);
    } catch (error) {
      const wait = secondsToWait(error);
      if (wait !== undefined) return snoozeCard(row._id, row.wakeAt, new Date(clock.now() + wait * 1000));
      // What Telegram refuses once it refuses again; what did not reach it is tried again.
      if (!(error instanceof GrammyError)) throw error;
      log.warn({ err: error, kind: row.kind }, 'a card could not be brought up to date');
    }
    await calmCard(row._id, row.wakeAt);
  }

  function turn(row: AwakeCard): Promise<void> {
    switch (row.status) {
      case 'waiting':
        return send(row);
      case 'sent':
        return refreshCard(row);
      // Taken by a process that is gone, for this one waits for its own; a version before left failed ones awake.
      case 'sending':
      case 'failed':
        return failCard(row._id);
    }
  }

  async function work(): Promise<void> {
    for (const row of await dueCards(new Date(clock.now()), BATCH))
      await turn(row).catch((error: unknown) =>
        log.error({ err: error, kind: row.kind }, 'a card could not be worked'),
      );
  }

  function tick(): void {
    alarm?.();
    if (!started) return;
    running = running
      .then(work)
      .catch((error: unknown) => log.error({ err: error }, 'the outbox could not be read'))
      .finally(() => {
        if (started) alarm = clock.at(clock.now() + TICK_MS, tick);
      });
  }

  return {
    define: (kind, look) => void renders.set(kind, look),
    announce: (tx, { to, ...cause }) => addCards(cause, to, new Date(clock.now()), tx),
    refresh: (tx, { kind, thingId }) => wakeCards(kind, thingId, new Date(clock.now()), tx),
    start() {
      started = true;
      tick();
    },
    nudge: tick,
    async stop() {
      started = false;
      alarm?.();
      await running;
    },
  };
}

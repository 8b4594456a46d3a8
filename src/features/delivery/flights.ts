import type { Clock } from '@common/clock.js';
import type { Fence } from '@common/db/lease.js';
import type { ChatId, GroupId } from '@common/ids.js';
import type { Logger } from '@common/logger.js';
import type { ScheduledPost } from '@common/models/index.js';
import { step } from '@common/step.js';
import type { Message as TelegramMessage } from 'grammy/types';
import type { Acks } from './ack.service.js';
import type { EngineMetrics } from './engine-metrics.js';
import type { Flight } from './intent.service.js';
import type { Pacing } from './pacing.js';
import { outcomeOf, type SendOutcome } from './send-outcome.js';

/** An intent that is older than this when its turn comes has lost its meaning: something stood still. */
export const FRESH_MS = 5_000;

export interface FlightsDeps {
  clock: Clock;
  log: Logger;
  fence: Pick<Fence, 'isHeld' | 'epoch'>;
  acks: Acks;
  pacing: Pacing;
  metrics: EngineMetrics;
  /** One call to Telegram, never repeated; an album becomes several messages. */
  send(flight: Flight): Promise<TelegramMessage[]>;
  /** The chat has become another one: what follows goes there. */
  onMigrated(from: ChatId, to: ChatId): Promise<void>;
  /** Telegram does not accept the token: nothing else will go out before this time (ms, UTC) either. */
  onBadToken(until: number): void;
}

export interface Flights {
  launch(flight: Flight): void;
  /** Groups in which a call is under way. */
  busy(): ReadonlySet<GroupId>;
  /** Whether the post's call is under way in this process. */
  has(post: Pick<ScheduledPost, '_id' | 'groupId'>): boolean;
  /** Waits for the calls that are under way. */
  settled(): Promise<void>;
}

/** Carries committed intents out: one call each, whose answer is written down whatever it is. */
export function createFlights(deps: FlightsDeps): Flights {
  const { clock, log, fence, acks, pacing, metrics } = deps;
  const flying = new Map<GroupId, { post: ScheduledPost; landed: Promise<void> }>();

  async function land({ post, group }: Flight, outcome: SendOutcome): Promise<void> {
    const now = clock.now();
    switch (outcome.kind) {
      case 'refused':
        return acks.refused(post, outcome.reason);
      case 'unknown':
        return acks.unknown(post);
      case 'migrated':
        await deps.onMigrated(group.chatId, outcome.to);
        return acks.again(post, now, { key: 'why-migrated' });
      case 'again': {
        const until = now + outcome.afterMs;
        if (outcome.cause === 'too-many-requests') {
          metrics.tooManyRequests();
          pacing.slowDown(group.chatId, now, until);
        }
        if (outcome.cause === 'bad-token') deps.onBadToken(until);
        return acks.again(post, until, outcome.reason);
      }
    }
  }

  async function fly(flight: Flight): Promise<void> {
    const { post } = flight;
    const age = clock.now() - (post.intentAt?.getTime() ?? 0);
    // From here to the socket nothing waits.
    if (age > FRESH_MS || !fence.isHeld() || fence.epoch() !== post.epoch)
      return acks.again(post, clock.now(), { key: 'why-slow-down' });
    let messages: TelegramMessage[];
    try {
      messages = await deps.send(flight);
    } catch (error) {
      const outcome = outcomeOf(error);
      step('send.answered');
      log.warn({ err: error, post: post._id, outcome: outcome.kind }, 'a post was not sent');
      return land(flight, outcome);
    }
    step('send.accepted');
    metrics.sent(Math.max(0, (post.intentAt?.getTime() ?? 0) - post.dueAt.getTime()));
    const [first] = messages;
    if (!first) return acks.unknown(post);
    const ids = messages.map(({ message_id }) => message_id);
    await acks.sent(post, first, ids);
  }

  return {
    launch(flight) {
      const { post } = flight;
      const landed = fly(flight)
        .catch((error: unknown) =>
          log.error({ err: error, post: post._id }, 'an outcome could not be stored'),
        )
        .finally(() => flying.delete(post.groupId));
      flying.set(post.groupId, { post, landed });
    },
    busy: () => new Set(flying.keys()),
    has: ({ _id, groupId }) => flying.get(groupId)?.post._id === _id,
    async settled() {
      await Promise.allSettled([...flying.values()].map(({ landed }) => landed));
    },
  };
}

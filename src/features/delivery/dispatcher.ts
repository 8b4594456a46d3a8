import { randomUUID } from 'node:crypto';
import type { Clock } from '@common/clock.js';
import type { ChatId, GroupId } from '@common/ids.js';
import type { Logger } from '@common/logger.js';
import type { ScheduledPost } from '@common/models/index.js';
import { step } from '@common/step.js';
import type { Message as TelegramMessage } from 'grammy/types';
import { claimPosts, duePosts, movePost, type Planner } from '../queue/index.js';
import type { Acks } from './ack.service.js';
import type { createIntents, Flight } from './intent.service.js';
import type { Pacing } from './pacing.js';
import { outcomeOf } from './send-outcome.js';

/** Enough for two seconds at Telegram's pace. */
const BATCH = 60;
const CLAIM_MS = 30_000;
/** An intent that is older than this when its turn comes has lost its meaning: something stood still. */
const FRESH_MS = 5_000;
/** Nothing to do until somebody says so. */
const NEVER = Number.POSITIVE_INFINITY;

export interface DispatcherDeps {
  clock: Clock;
  log: Logger;
  planner: Planner;
  intents: ReturnType<typeof createIntents>;
  acks: Acks;
  pacing: Pacing;
  /** Whether this process may send; asked synchronously before each call. */
  may(): boolean;
  isStopped(): Promise<boolean>;
  chatOf(groupId: GroupId): Promise<ChatId | undefined>;
  /** One call to Telegram, never repeated. */
  send(flight: Flight): Promise<TelegramMessage>;
}

export interface Dispatcher {
  /**
   * One pass: plan, take back what expired, claim, intend, and let go. Answers when another is worthwhile (ms, UTC);
   * undefined: when the next post wakes.
   */
  pass(): Promise<number | undefined>;
  /** Waits for the calls that are under way. */
  settled(): Promise<void>;
}

/** Executes the posting queue, one pass after another; sending itself goes on beside the passes. */
export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { clock, log, acks, pacing } = deps;
  const flying = new Map<GroupId, Promise<void>>();

  /** A claim that nobody used is free again; an intent without an outcome is a question for a person. */
  async function takeBack(post: ScheduledPost): Promise<void> {
    if (post.status === 'sending' && !flying.has(post.groupId)) await acks.unknown(post);
    if (post.status !== 'claimed') return;
    const filter = { _id: post._id, status: { $in: ['claimed'] as const }, token: post.token ?? '' };
    await movePost(filter, { status: 'due', token: null, wakeAt: post.dueAt });
  }

  /** At most one post a group, none where one is under way, none faster than Telegram takes them. */
  async function choose(due: readonly ScheduledPost[]): Promise<{ chosen: ScheduledPost[]; next?: number }> {
    const now = clock.now();
    const chosen = new Map<GroupId, ScheduledPost>();
    let next: number | undefined;
    for (const post of [...due].sort(byPriority)) {
      if (flying.has(post.groupId) || chosen.has(post.groupId)) continue;
      const chatId = await deps.chatOf(post.groupId);
      const free = chatId === undefined ? now : pacing.nextFree(chatId, now);
      if (free > now) {
        next = Math.min(next ?? free, free);
        continue;
      }
      if (chatId !== undefined) pacing.charge(chatId, now);
      chosen.set(post.groupId, post);
    }
    return { chosen: [...chosen.values()], ...(next !== undefined && { next }) };
  }

  async function fly(flight: Flight): Promise<void> {
    const { post } = flight;
    const age = clock.now() - (post.intentAt?.getTime() ?? 0);
    if (age > FRESH_MS || !deps.may()) return acks.again(post, clock.now(), { key: 'why-slow-down' });
    let message: TelegramMessage;
    try {
      message = await deps.send(flight);
    } catch (error) {
      const outcome = outcomeOf(error);
      log.warn({ err: error, post: post._id, outcome: outcome.kind }, 'a post was not sent');
      if (outcome.kind === 'refused') return acks.refused(post, outcome.reason);
      if (outcome.kind === 'again') return acks.again(post, clock.now() + outcome.afterMs, outcome.reason);
      return acks.unknown(post);
    }
    step('send.accepted');
    await acks.sent(post, message);
  }

  function launch(flight: Flight): void {
    const { groupId } = flight.post;
    const task = fly(flight)
      .catch((error: unknown) =>
        log.error({ err: error, post: flight.post._id }, 'an outcome could not be stored'),
      )
      .finally(() => flying.delete(groupId));
    flying.set(groupId, task);
  }

  return {
    async pass() {
      if (!deps.may()) return NEVER;
      await deps.planner.plan(clock.now());
      if (await deps.isStopped()) return NEVER;
      const awake = await duePosts(new Date(clock.now()), BATCH);
      for (const post of awake) await takeBack(post);
      const { chosen, next } = await choose(awake.filter(({ status }) => status === 'due'));
      const token = randomUUID();
      const claimed = await claimPosts(
        chosen.map(({ _id }) => _id),
        token,
        new Date(clock.now() + CLAIM_MS),
      );
      step('claim.done');
      const flights = claimed.length > 0 ? await deps.intents.commit(claimed) : [];
      for (const flight of flights) launch(flight);
      return next;
    },
    async settled() {
      await Promise.allSettled(flying.values());
    },
  };
}

function byPriority(a: ScheduledPost, b: ScheduledPost): number {
  return b.priority - a.priority || a.dueAt.getTime() - b.dueAt.getTime();
}

import { randomUUID } from 'node:crypto';
import type { Clock } from '@common/clock.js';
import type { Fence } from '@common/db/lease.js';
import type { ChatId, CreativeId, GroupId, PostId } from '@common/ids.js';
import type { Logger } from '@common/logger.js';
import type { ScheduledPost } from '@common/models/index.js';
import { step } from '@common/step.js';
import { messagesOf } from '../creatives/index.js';
import {
  claimPosts,
  duePosts,
  expiredPosts,
  intentsSince,
  movePost,
  type Planner,
  postpone,
  takeBackClaims,
} from '../queue/index.js';
import type { Acks } from './ack.service.js';
import type { EngineMetrics } from './engine-metrics.js';
import type { Flights } from './flights.js';
import type { Flight, Intents } from './intent.service.js';
import type { Looks } from './looks.js';
import type { Charge, Pacing } from './pacing.js';
import { createTurns } from './turns.js';

const CLAIM_MS = 30_000;
const PACING_MS = 60_000;
/** An intent that takes longer (ms) is made of fewer posts: it must not be stale when its posts have their turn. */
const SLOW_MS = 1_000;
/** How long a post rests whose intent failed although it was asked alone. */
const SUSPECT_MS = 60_000;
/** Nothing to do until somebody says so. */
const NEVER = Number.POSITIVE_INFINITY;

export interface DispatcherDeps {
  clock: Clock;
  log: Logger;
  fence: Fence;
  planner: Planner;
  intents: Intents;
  acks: Acks;
  flights: Flights;
  looks: Pick<Looks, 'begin'>;
  pacing: Pacing;
  metrics: EngineMetrics;
  isStopped(): Promise<boolean>;
  chatsOf(ids: readonly GroupId[]): Promise<ReadonlyMap<GroupId, ChatId>>;
  /** Of creatives that are albums, how many messages each becomes. */
  albumsOf(ids: readonly CreativeId[]): Promise<ReadonlyMap<CreativeId, number>>;
  /** Until when nothing can be sent at all (ms, UTC), as after a refused token. */
  restsUntil(): number;
}

export interface Dispatcher {
  /**
   * One pass: plan, take back what expired, claim, intend, and let go. Answers when another is worthwhile (ms, UTC);
   * undefined: when the next post wakes.
   */
  pass(): Promise<number | undefined>;
}

/** Executes the posting queue, one pass after another; sending itself goes on beside the passes. */
export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { clock, log, fence, acks, flights, pacing } = deps;
  const turns = createTurns(deps);
  /** Posts whose intent is not known to be committed. Nothing of them has left; they go back as soon as that can be written. */
  const grounded = new Map<PostId, ScheduledPost>();
  /** Posts whose batch failed: they are asked alone, so that one that always fails stops no other. */
  const suspects = new Set<PostId>();
  let epoch = 0;
  /** How many posts one intent may be made of. */
  let most = pacing.window;

  async function takeOver(): Promise<void> {
    await takeBackClaims(fence.epoch());
    step('takeover.claims-freed');
    const past = await intentsSince(new Date(clock.now() - PACING_MS));
    pacing.rebuild(
      past.flatMap(({ chatId, intentAt, messages }): Charge[] =>
        chatId === null ? [] : [{ chatId, at: intentAt.getTime(), messages }],
      ),
    );
    epoch = fence.epoch();
    step('takeover.done');
  }

  /** A claim that nobody used is free again; an intent without an outcome is a question that a probe has to answer. */
  async function takeBack(post: ScheduledPost): Promise<void> {
    if (post.status === 'sending' && !flights.has(post)) await acks.unknown(post);
    if (post.status !== 'claimed') return;
    const filter = { _id: post._id, status: { $in: ['claimed'] as const }, token: post.token ?? '' };
    await movePost(filter, { status: 'due', token: null, wakeAt: post.dueAt });
  }

  /** Looking for a post goes on beside the passes, also while posting is stopped. */
  async function lookFor(awake: readonly ScheduledPost[]): Promise<void> {
    await deps.looks.begin(awake.filter(({ status }) => status === 'uncertain'));
  }

  async function putBackGrounded(): Promise<void> {
    for (const post of grounded.values()) {
      const rest = suspects.has(post._id) ? SUSPECT_MS : 0;
      suspects.add(post._id);
      await acks.again(post, clock.now() + rest, { key: 'why-slow-down' });
      grounded.delete(post._id);
    }
  }

  /** Whoever is suspect goes alone. */
  function batchOf(chosen: readonly ScheduledPost[]): readonly ScheduledPost[] {
    const suspect = chosen.find(({ _id }) => suspects.has(_id));
    return suspect ? [suspect] : chosen.slice(0, most);
  }

  function adaptTo(tookMs: number, posts: number): void {
    most = tookMs > SLOW_MS ? Math.max(1, Math.floor(posts / 2)) : Math.min(pacing.window, most * 2);
  }

  /**
   * Pacing counts from when posts leave, and an intent may have taken its time since their turn was given; what was
   * charged for posts that do not leave after all is free for others.
   */
  function recharge(chats: ReadonlyMap<GroupId, ChatId>, leaving: readonly Flight[], turn: number): void {
    const left = new Map(leaving.map(({ post, payload }) => [post.groupId, messagesOf(payload)]));
    const now = clock.now();
    for (const [groupId, chatId] of chats) {
      pacing.release(chatId, turn);
      const messages = left.get(groupId);
      if (messages !== undefined) pacing.charge(chatId, now, messages);
    }
  }

  async function intend(claimed: readonly ScheduledPost[]): Promise<Flight[]> {
    const begun = performance.now();
    try {
      const leaving = await deps.intents.commit(claimed);
      for (const { _id } of claimed) suspects.delete(_id);
      return leaving;
    } catch (error) {
      log.warn({ err: error, posts: claimed.length }, 'an intent was not committed: nothing of it leaves');
      for (const post of claimed) grounded.set(post._id, post);
      return [];
    } finally {
      adaptTo(performance.now() - begun, claimed.length);
    }
  }

  /** `isWhole`: these are all that are due now. */
  async function send(due: readonly ScheduledPost[], isWhole: boolean): Promise<number | undefined> {
    const now = clock.now();
    const choice = await turns.choose(due, flights.busy(), now);
    await postpone(choice.postponed);
    const batch = batchOf(choice.chosen);
    const token = randomUUID();
    const until = new Date(now + CLAIM_MS);
    const ids = batch.map(({ _id }) => _id);
    if (ids.length > 0) step('claim.found');
    const claimed = ids.length > 0 ? await claimPosts(ids, { token, epoch, until }) : [];
    if (claimed.length > 0) step('claim.done');
    const leaving = claimed.length > 0 ? await intend(claimed) : [];
    for (const flight of leaving) flights.launch(flight);
    recharge(choice.chats, leaving, now);
    // What could not be committed goes back with the next pass, and what was left out has its turn.
    if (grounded.size > 0 || batch.length < choice.chosen.length) return now;
    // Each of these has gone or has another turn, so that the next look finds others.
    return choice.next ?? (isWhole || due.length === 0 ? undefined : now);
  }

  return {
    async pass() {
      if (!fence.isHeld()) return NEVER;
      if (epoch !== fence.epoch()) await takeOver();
      await putBackGrounded();
      const isUnplanned = await deps.planner.plan(clock.now());
      const now = new Date(clock.now());
      if (await deps.isStopped()) {
        const expired = await expiredPosts(now);
        for (const post of expired) await takeBack(post);
        await lookFor(expired);
        return NEVER;
      }
      const awake = await duePosts(now, pacing.window);
      deps.metrics.looked(awake.length);
      for (const post of awake) await takeBack(post);
      if (deps.restsUntil() > clock.now()) return deps.restsUntil();
      await lookFor(awake);
      const next = await send(
        awake.filter(({ status }) => status === 'due'),
        awake.length < pacing.window,
      );
      return isUnplanned ? clock.now() : next;
    },
  };
}

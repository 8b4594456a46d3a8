import type { Clock } from '@common/clock.js';
import { inTransaction, type Tx } from '@common/db/index.js';
import type { Fence } from '@common/db/lease.js';
import type { GroupId } from '@common/ids.js';
import type { Campaign, Payload, ScheduledPost, TelegramGroup } from '@common/models/index.js';
import { step } from '@common/step.js';
import {
  chargeCap,
  deletePost,
  GROUP_TAKEN_OUT,
  isWanted,
  movePost,
  openCaps,
  type PostChange,
  stampPlan,
} from '../queue/index.js';
import type { Cap } from './cap.rules.js';
import { judge } from './slot.rules.js';
import {
  type createSlotReader,
  type Slot,
  type SlotSnapshot,
  type WholeSlot,
  wholeSlot,
} from './slot-facts.js';

/** A post that may leave now, and exactly what leaves. */
export interface Flight {
  post: ScheduledPost;
  payload: Payload;
  group: TelegramGroup;
}

export interface IntentDeps {
  clock: Clock;
  fence: Fence;
  slots: ReturnType<typeof createSlotReader>;
  /** How long after an intent its outcome is unknown for good, in ms: the call's time-out and a margin. */
  expiryMs: number;
  /** Written in each intent's transaction, so that two intents for one group conflict. */
  noteIntent(id: GroupId, at: Date, tx: Tx): Promise<void>;
  /** How long the campaign's posts stand alone on top of their group, in ms. */
  topHoldMs(campaign: Campaign): number;
  compose(parts: WholeSlot, post: ScheduledPost): Payload;
}

/** Rows of counters outlive their period: a late refund still finds them. */
const KEPT_MS = 30 * 86_400_000;
/** Counters over all time. */
const FOR_GOOD_MS = 20 * 365 * 86_400_000;

/**
 * Decides for claimed posts whether they leave, in one transaction right before the call: everything that could stop
 * them is read in its snapshot, and `sending` with the exact payload is durable before a byte goes out.
 */
export function createIntents(deps: IntentDeps) {
  const { clock, fence, slots } = deps;

  /** Every step towards sending needs the claim's token and this leader's epoch. */
  function settle(post: ScheduledPost, change: PostChange, tx: Tx): Promise<ScheduledPost | null> {
    const { _id, token, epoch } = post;
    return movePost({ _id, status: { $in: ['claimed'] }, token: token ?? '', epoch }, change, tx);
  }

  /** A row of an older plan: the present one may want it no more. Answers whether it may go on. */
  async function isPlanned(post: ScheduledPost, campaign: Campaign | null, tx: Tx): Promise<boolean> {
    if (!campaign || post.planRev >= campaign.planRev) return true;
    const wasDue = post.dueAt.getTime() <= (campaign.planChangedAt?.getTime() ?? 0);
    if (post.touchedBy === null && wasDue && !campaign.targetGroups.includes(post.groupId)) {
      const reason = { ...GROUP_TAKEN_OUT, at: new Date(clock.now()) };
      await settle(post, { status: 'cancelled', token: null, wakeAt: null, reason }, tx);
      return false;
    }
    if (post.touchedBy !== null || wasDue || isWanted(campaign, post)) {
      await stampPlan(post._id, campaign.planRev, tx);
      return true;
    }
    await deletePost(post._id, tx);
    return false;
  }

  async function charge(caps: readonly Cap[], post: ScheduledPost, tx: Tx): Promise<string[]> {
    const charged: string[] = [];
    for (const { key, max } of caps) {
      if (await chargeCap(key, max, tx)) charged.push(key);
      // Only what an admin lets out goes against a full counter.
      else if (post.overriddenBy === null) throw new Error(`the counter ${key} could not be charged`);
    }
    return charged;
  }

  async function leave(
    post: ScheduledPost,
    slot: Slot,
    caps: readonly Cap[],
    now: number,
    tx: Tx,
  ): Promise<Flight | undefined> {
    const whole = wholeSlot(slot);
    if (!whole) throw new Error(`post ${post._id} passed without its parts`);
    const { campaign, group } = whole;
    const payload = deps.compose(whole, post);
    await deps.noteIntent(group._id, new Date(now), tx);
    const topHold = deps.topHoldMs(campaign);
    const sending = await settle(
      post,
      {
        status: 'sending',
        attempt: post.attempt + 1,
        intentAt: new Date(now),
        wakeAt: new Date(now + deps.expiryMs),
        payload,
        chargedCaps: await charge(caps, post, tx),
        holdsTopUntil: topHold > 0 ? new Date(now + topHold) : null,
        chatId: group.chatId,
        lastKnownMessageId: group.lastMessageId,
        reason: null,
      },
      tx,
    );
    step('intent.written');
    return sending ? { post: sending, payload, group } : undefined;
  }

  async function intend(
    post: ScheduledPost,
    read: SlotSnapshot,
    now: number,
    tx: Tx,
  ): Promise<Flight | undefined> {
    const { slot, caps, facts } = await read(post);
    if (!(await isPlanned(post, slot.campaign, tx))) return undefined;
    const verdict = judge(facts);
    if ('go' in verdict) return leave(post, slot, caps, now, tx);
    const at = new Date(now);
    await settle(
      post,
      'skip' in verdict
        ? { status: 'skipped', token: null, wakeAt: null, reason: { ...verdict.skip, at } }
        : { status: 'due', token: null, wakeAt: new Date(verdict.until), reason: { ...verdict.wait, at } },
      tx,
    );
    return undefined;
  }

  async function openCounters(posts: readonly ScheduledPost[]): Promise<void> {
    const caps = await slots.capsOf(posts);
    const now = clock.now();
    await openCaps(
      caps.map(({ key, endsAt }) => ({
        key,
        expiresAt: new Date(Number.isFinite(endsAt) ? endsAt + KEPT_MS : now + FOR_GOOD_MS),
      })),
    );
  }

  return {
    /** Answers the flights whose intent is committed. Throws when that is not known: then nothing may leave. */
    async commit(posts: readonly ScheduledPost[]): Promise<Flight[]> {
      await openCounters(posts);
      step('intent.counters-open');
      const flights = await inTransaction(async (tx) => {
        await fence.guard(tx);
        step('intent.fenced');
        const now = clock.now();
        const read = await slots.open(now, tx);
        const leaving: Flight[] = [];
        for (const post of posts) {
          const flight = await intend(post, read, now, tx);
          if (flight) leaving.push(flight);
        }
        step('intent.decided');
        return leaving;
      });
      step('intent.committed');
      return flights;
    },
  };
}

export type Intents = ReturnType<typeof createIntents>;

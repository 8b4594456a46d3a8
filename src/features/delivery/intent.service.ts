import type { Clock } from '@common/clock.js';
import { inTransaction, type Tx } from '@common/db/index.js';
import type { Fence } from '@common/db/lease.js';
import type { GroupId } from '@common/ids.js';
import type { Campaign, Payload, ScheduledPost, TelegramGroup } from '@common/models/index.js';
import { step } from '@common/step.js';
import {
  type CapCharge,
  chargeCaps,
  deletePost,
  GROUP_TAKEN_OUT,
  isWanted,
  movePost,
  movePosts,
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
  noteIntents(ids: readonly GroupId[], at: Date, tx: Tx): Promise<void>;
  /** How long the campaign's posts stand alone on top of their group, in ms. */
  topHoldMs(campaign: Campaign): number;
  compose(parts: WholeSlot, post: ScheduledPost): Payload;
}

/** A post that is about to become a flight, with what is written for it. */
interface Takeoff extends Flight {
  charges: CapCharge[];
  change: PostChange;
}

/** Every step towards sending needs the claim's token and this leader's epoch. */
function claimOf({ _id, token, epoch }: ScheduledPost) {
  return { _id, status: { $in: ['claimed'] as const }, token: token ?? '', epoch };
}

/** Rows of counters outlive their period: a late refund still finds them. */
const KEPT_MS = 30 * 86_400_000;
/** As many counters are remembered to be right. */
const MOST_OPENED = 50_000;
/** Counters over all time. */
const FOR_GOOD_MS = 20 * 365 * 86_400_000;

/**
 * Decides for claimed posts whether they leave, in one transaction right before the call: everything that could stop
 * them is read in its snapshot, and `sending` with the exact payload is durable before a byte goes out.
 */
export function createIntents(deps: IntentDeps) {
  const { clock, fence, slots } = deps;
  /** Counters that say what has left, by the revisions as of which they were opened. */
  const opened = new Map<string, string>();

  function settle(post: ScheduledPost, change: PostChange, tx: Tx): Promise<ScheduledPost | null> {
    return movePost(claimOf(post), change, tx);
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

  /** What an admin lets out goes against full counters too, and is counted all the same. */
  function chargesFor({ overriddenBy }: ScheduledPost, caps: readonly Cap[]): CapCharge[] {
    return caps.map(({ key, max }) => ({ key, max: overriddenBy === null ? max : null }));
  }

  function takeoff(post: ScheduledPost, slot: Slot, caps: readonly Cap[], now: number): Takeoff {
    const whole = wholeSlot(slot);
    if (!whole) throw new Error(`post ${post._id} passed without its parts`);
    const { campaign, group } = whole;
    const payload = deps.compose(whole, post);
    const topHold = deps.topHoldMs(campaign);
    return {
      post,
      payload,
      group,
      charges: chargesFor(post, caps),
      change: {
        status: 'sending',
        attempt: post.attempt + 1,
        intentAt: new Date(now),
        wakeAt: new Date(now + deps.expiryMs),
        payload,
        chargedCaps: caps.map(({ key }) => key),
        holdsTopUntil: topHold > 0 ? new Date(now + topHold) : null,
        chatId: group.chatId,
        lastKnownMessageId: group.lastMessageId,
        reason: null,
      },
    };
  }

  /** Decides about one post; what does not leave is settled here. */
  async function intend(
    post: ScheduledPost,
    snapshot: SlotSnapshot,
    now: number,
    tx: Tx,
  ): Promise<Takeoff | undefined> {
    const { slot, caps, facts } = await snapshot.read(post);
    if (!(await isPlanned(post, slot.campaign, tx))) return undefined;
    const verdict = judge(facts);
    if ('go' in verdict) {
      snapshot.charged(caps);
      return takeoff(post, slot, caps, now);
    }
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

  /** Writes down all that leave: groups, counters and posts. Throws when one of them can't, and then nothing leaves. */
  async function takeOff(takeoffs: readonly Takeoff[], now: number, tx: Tx): Promise<Flight[]> {
    if (takeoffs.length === 0) return [];
    await deps.noteIntents(
      takeoffs.map(({ group }) => group._id),
      new Date(now),
      tx,
    );
    const charges = takeoffs.flatMap((one) => one.charges);
    if (!(await chargeCaps(charges, tx))) {
      opened.clear();
      throw new Error('a counter could not be charged');
    }
    const moves = takeoffs.map(({ post, change }) => ({ where: claimOf(post), change }));
    const sending = new Map((await movePosts(moves, tx)).map((post) => [post._id, post]));
    step('intent.written');
    return takeoffs.flatMap(({ post: { _id }, payload, group }) => {
      const post = sending.get(_id);
      return post ? [{ post, payload, group }] : [];
    });
  }

  async function openCounters(posts: readonly ScheduledPost[]): Promise<void> {
    const caps = (await slots.capsOf(posts)).filter(({ key, asOf }) => opened.get(key) !== asOf);
    const now = clock.now();
    await openCaps(
      caps.map(({ key, scope, beginsAt, endsAt }) => ({
        key,
        scope,
        from: new Date(beginsAt),
        expiresAt: new Date(Number.isFinite(endsAt) ? endsAt + KEPT_MS : now + FOR_GOOD_MS),
      })),
    );
    if (opened.size > MOST_OPENED) opened.clear();
    for (const { key, asOf } of caps) opened.set(key, asOf);
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
        const snapshot = await slots.open(posts, now, tx);
        const leaving: Takeoff[] = [];
        for (const post of posts) {
          const one = await intend(post, snapshot, now, tx);
          if (one) leaving.push(one);
        }
        const flights = await takeOff(leaving, now, tx);
        step('intent.decided');
        return flights;
      });
      step('intent.committed');
      return flights;
    },
  };
}

export type Intents = ReturnType<typeof createIntents>;

import type { Clock } from '@common/clock.js';
import { inTransaction, type Tx } from '@common/db/index.js';
import type { Message } from '@common/i18n/index.js';
import type { CampaignId, CreativeId, DealId, GroupId } from '@common/ids.js';
import type {
  Campaign,
  Creative,
  Payload,
  PostReason,
  ScheduledPost,
  TelegramGroup,
} from '@common/models/index.js';
import { step } from '@common/step.js';
import { GRACE_MS, movePost, type PostChange } from '../queue/index.js';
import { judge, type SlotFacts } from './slot.rules.js';

/** A post that may leave now, and exactly what leaves. */
export interface Flight {
  post: ScheduledPost;
  payload: Payload;
  group: TelegramGroup;
}

export interface IntentDeps {
  clock: Clock;
  /** How long after an intent its outcome is unknown for good, in ms: the call's time-out and a margin. */
  expiryMs: number;
  /** Writes the lease row, so that a stop or a take-over at the same time conflicts. */
  touchLease(tx: Tx): Promise<void>;
  isStopped(tx: Tx): Promise<boolean>;
  campaigns: { get(id: CampaignId, tx: Tx): Promise<Campaign | null> };
  creatives: { get(id: CreativeId, tx: Tx): Promise<Creative | null> };
  groups: {
    get(id: GroupId, tx: Tx): Promise<TelegramGroup | null>;
    noteIntent(id: GroupId, at: Date, tx: Tx): Promise<void>;
    problemOf(group: TelegramGroup, type: Campaign['type'], needsMedia: boolean): Message | null;
  };
  deals: { isInForce(id: DealId, tx: Tx): Promise<boolean> };
  /** Composes the message; a refusal when it does not fit Telegram's limits. */
  compose(
    creative: Creative,
    group: TelegramGroup,
    campaign: Campaign,
    post: ScheduledPost,
    tx: Tx,
  ): Promise<Payload>;
  fits(creative: Creative, group: TelegramGroup, campaign: Campaign, tx: Tx): Promise<Message | null>;
}

interface Slot {
  campaign: Campaign | null;
  group: TelegramGroup | null;
  creative: Creative | null;
}

/**
 * Decides for claimed posts whether they leave, in one transaction right before the call: everything that could stop
 * them is read in its snapshot, and `sending` with the exact payload is durable before a byte goes out.
 */
export function createIntents(deps: IntentDeps) {
  const { clock } = deps;

  async function load(post: ScheduledPost, tx: Tx): Promise<Slot> {
    return {
      campaign: await deps.campaigns.get(post.campaignId, tx),
      group: await deps.groups.get(post.groupId, tx),
      creative: await deps.creatives.get(post.creativeId, tx),
    };
  }

  async function factsOf(post: ScheduledPost, slot: Slot, now: number, tx: Tx): Promise<SlotFacts> {
    const { campaign, group, creative } = slot;
    const needsMedia = creative?.type !== 'text';
    return {
      now,
      dueAt: post.dueAt.getTime(),
      graceMs: GRACE_MS,
      stopped: await deps.isStopped(tx),
      campaign,
      dealInForce: !campaign?.dealId || (await deps.deals.isInForce(campaign.dealId, tx)),
      groupProblem: group
        ? campaign && deps.groups.problemOf(group, campaign.type, needsMedia)
        : { key: 'why-group-gone' },
      creativeProblem:
        creative && group && campaign
          ? await deps.fits(creative, group, campaign, tx)
          : { key: 'why-creative-gone' },
    };
  }

  function settle(post: ScheduledPost, change: PostChange, tx: Tx): Promise<ScheduledPost | null> {
    return movePost({ _id: post._id, status: { $in: ['claimed'] }, token: post.token ?? '' }, change, tx);
  }

  function putBack(post: ScheduledPost, reason: PostReason, now: number): PostChange {
    // While stopped nothing is claimed, so the row may stay awake; any other reason is asked again at the grace's end.
    const wakeAt = reason.why.key === 'why-stopped' ? now : post.dueAt.getTime() + GRACE_MS + 1;
    return { status: 'due', token: null, wakeAt: new Date(wakeAt), reason };
  }

  async function intend(post: ScheduledPost, now: number, tx: Tx): Promise<Flight | undefined> {
    const slot = await load(post, tx);
    const verdict = judge(await factsOf(post, slot, now, tx));
    if ('skip' in verdict) {
      await settle(post, { status: 'skipped', token: null, wakeAt: null, reason: verdict.skip }, tx);
      return undefined;
    }
    if ('wait' in verdict) {
      await settle(post, putBack(post, verdict.wait, now), tx);
      return undefined;
    }
    const { campaign, group, creative } = slot;
    if (!campaign || !group || !creative) throw new Error(`post ${post._id} passed without its parts`);
    const payload = await deps.compose(creative, group, campaign, post, tx);
    await deps.groups.noteIntent(group._id, new Date(now), tx);
    const sending = await settle(
      post,
      {
        status: 'sending',
        attempt: post.attempt + 1,
        intentAt: new Date(now),
        wakeAt: new Date(now + deps.expiryMs),
        payload,
        chatId: group.chatId,
        lastKnownMessageId: group.lastMessageId,
        reason: null,
      },
      tx,
    );
    return sending ? { post: sending, payload, group } : undefined;
  }

  return {
    /** Answers the flights whose intent is committed. Throws when that is not known: then nothing may leave. */
    async commit(posts: readonly ScheduledPost[]): Promise<Flight[]> {
      const flights = await inTransaction(async (tx) => {
        await deps.touchLease(tx);
        const now = clock.now();
        const leaving: Flight[] = [];
        for (const post of posts) {
          const flight = await intend(post, now, tx);
          if (flight) leaving.push(flight);
        }
        return leaving;
      });
      step('intent.committed');
      return flights;
    },
  };
}

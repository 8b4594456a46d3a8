import type { Clock } from '@common/clock.js';
import type { Tx } from '@common/db/index.js';
import type { Message } from '@common/i18n/index.js';
import type { CampaignId, CreativeId, DealId, GroupId } from '@common/ids.js';
import type { Campaign, Creative, ScheduledPost, Settings, TelegramGroup } from '@common/models/index.js';
import { endOfSpan } from '@common/time.js';
import type { BrandService } from '../brands/index.js';
import { brandOf } from '../campaigns/index.js';
import { isMendable, troubleNow } from '../groups/index.js';
import { countCaps, GRACE_MS, recentIntents } from '../queue/index.js';
import { type Cap, capsAt } from './cap.rules.js';
import type { SlotFacts } from './slot.rules.js';

export interface SlotDeps {
  clock: Clock;
  settings: { read(tx?: Tx): Promise<Settings> };
  campaigns: { get(id: CampaignId, tx?: Tx): Promise<Campaign | null> };
  creatives: { get(id: CreativeId, tx: Tx): Promise<Creative | null> };
  groups: {
    get(id: GroupId, tx?: Tx): Promise<TelegramGroup | null>;
    problemOf(group: TelegramGroup, type: Campaign['type'], needsMedia: boolean): Message | null;
  };
  brands: Pick<BrandService, 'problemIn'>;
  deals: { isInForce(id: DealId, tx: Tx): Promise<boolean> };
  /** Why the creative does not fit this group; null when it does. */
  fits(creative: Creative, group: TelegramGroup, campaign: Campaign, tx: Tx): Promise<Message | null>;
  /** Until when the group has had enough (ms, UTC); null: it has not. */
  fatigueUntil(groupId: GroupId, tx: Tx): Promise<number | null>;
}

/** The things that a post is made of; each may have gone meanwhile. */
export interface Slot {
  campaign: Campaign | null;
  group: TelegramGroup | null;
  creative: Creative | null;
}

/** Top holds are hours; what was sent before that binds nobody. */
const LOOK_BACK_MS = 72 * 3_600_000;
const MINUTE_MS = 60_000;

/** Reads all that decides about a post, in the snapshot of the intent's transaction. */
export function createSlotReader(deps: SlotDeps) {
  async function load(post: ScheduledPost, tx: Tx): Promise<Slot> {
    return {
      campaign: await deps.campaigns.get(post.campaignId, tx),
      group: await deps.groups.get(post.groupId, tx),
      creative: await deps.creatives.get(post.creativeId, tx),
    };
  }

  async function problems({ campaign, group, creative }: Slot, now: number, tx: Tx) {
    const needsMedia = creative?.type !== 'text';
    if (!group)
      return {
        groupProblem: { key: 'why-group-gone' as const },
        groupMendable: false,
        creativeProblem: null,
        brandProblem: null,
      };
    const groupProblem =
      (campaign && deps.groups.problemOf(group, campaign.type, needsMedia)) ?? troubleNow(group, now);
    return {
      groupProblem,
      groupMendable: groupProblem !== null && isMendable(group, groupProblem),
      creativeProblem:
        creative && campaign
          ? await deps.fits(creative, group, campaign, tx)
          : { key: 'why-creative-gone' as const },
      brandProblem: campaign && (await deps.brands.problemIn(group.country, brandOf(campaign), tx)),
    };
  }

  /** When quiet hours, the gap after the last ad and the top hold of another end. */
  async function holds(group: TelegramGroup, settings: Settings, now: number, tx: Tx) {
    const quiet = group.policy.quietHours ?? settings.quietHours;
    const gapMin = group.policy.minGapMin ?? settings.limits.minGapMin ?? 0;
    const before = await recentIntents(group._id, new Date(now - LOOK_BACK_MS), tx);
    const last = before[0]?.intentAt?.getTime();
    const tops = before.map(({ holdsTopUntil }) => holdsTopUntil?.getTime() ?? 0);
    return {
      quietUntil: (quiet && endOfSpan(quiet, now, group.timezone)) ?? null,
      gapUntil: last === undefined ? null : last + gapMin * MINUTE_MS,
      topHoldUntil: tops.length === 0 ? null : Math.max(...tops),
    };
  }

  async function fullOnes(caps: readonly Cap[], tx: Tx): Promise<Cap[]> {
    const counts = await countCaps(
      caps.map(({ key }) => key),
      tx,
    );
    return caps.filter(({ key, max }) => (counts.get(key) ?? 0) >= max);
  }

  return {
    /** Which limits a post would count against now; read outside of any transaction, so that their rows can be made. */
    async capsOf(post: ScheduledPost): Promise<Cap[]> {
      const [campaign, group, settings] = await Promise.all([
        deps.campaigns.get(post.campaignId),
        deps.groups.get(post.groupId),
        deps.settings.read(),
      ]);
      return campaign && group ? capsAt(deps.clock.now(), { campaign, group, settings }) : [];
    },

    async read(
      post: ScheduledPost,
      now: number,
      tx: Tx,
    ): Promise<{ slot: Slot; caps: Cap[]; facts: SlotFacts }> {
      const slot = await load(post, tx);
      const { campaign, group } = slot;
      const settings = await deps.settings.read(tx);
      const caps = campaign && group ? capsAt(now, { campaign, group, settings }) : [];
      const none = { quietUntil: null, gapUntil: null, topHoldUntil: null };
      const facts: SlotFacts = {
        now,
        dueAt: post.dueAt.getTime(),
        graceMs: GRACE_MS,
        overridden: post.overriddenBy !== null,
        stopped: settings.stopped !== null,
        campaign,
        dealInForce: !campaign?.dealId || (await deps.deals.isInForce(campaign.dealId, tx)),
        dealRequired: settings.dealRequired,
        ...(await problems(slot, now, tx)),
        ...(group ? await holds(group, settings, now, tx) : none),
        fullCaps: await fullOnes(caps, tx),
        fatigueUntil: await deps.fatigueUntil(post.groupId, tx),
      };
      return { slot, caps, facts };
    },
  };
}

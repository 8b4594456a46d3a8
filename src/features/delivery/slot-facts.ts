import type { Clock } from '@common/clock.js';
import type { Tx } from '@common/db/index.js';
import type { Message } from '@common/i18n/index.js';
import type { CampaignId, CreativeId, DealId, GroupId, PostId } from '@common/ids.js';
import type { Campaign, Creative, ScheduledPost, Settings, TelegramGroup } from '@common/models/index.js';
import { endOfSpan } from '@common/time.js';
import { type Brand, type BrandService, problemOfBrand } from '../brands/index.js';
import { brandOf } from '../campaigns/index.js';
import { isMendable, troubleNow } from '../groups/index.js';
import { countCaps, GRACE_MS, type LastIntent, lastIntents } from '../queue/index.js';
import { type Cap, capsAt } from './cap.rules.js';
import { once } from './once.js';
import type { SlotFacts } from './slot.rules.js';

export interface SlotDeps {
  clock: Clock;
  settings: { read(tx?: Tx): Promise<Settings> };
  campaigns: { get(id: CampaignId, tx?: Tx): Promise<Campaign | null> };
  creatives: { get(id: CreativeId, tx: Tx): Promise<Creative | null> };
  groups: {
    many(ids: readonly GroupId[], tx?: Tx): Promise<ReadonlyMap<GroupId, TelegramGroup>>;
    problemOf(group: TelegramGroup, type: Campaign['type'], needsMedia: boolean): Message | null;
  };
  brands: Pick<BrandService, 'get'>;
  deals: { isInForce(id: DealId, tx: Tx): Promise<boolean> };
  /** Why this can't be shown in the group; null when it can. */
  unfit(parts: WholeSlot): Message | null;
  /** Until when the group has had enough (ms, UTC); null: it has not. */
  fatigueUntil(groupId: GroupId, tx: Tx): Promise<number | null>;
}

/** All that a post is made of. */
export interface WholeSlot {
  campaign: Campaign;
  group: TelegramGroup;
  creative: Creative;
  brand: Brand | null;
  settings: Settings;
}

/** The same, where each thing may have gone meanwhile. */
export type Slot = { [Part in keyof WholeSlot]: WholeSlot[Part] | null } & Pick<WholeSlot, 'settings'>;

/** The parts, where nothing is missing that a message is made of. */
export function wholeSlot({ campaign, group, creative, ...rest }: Slot): WholeSlot | null {
  return campaign && group && creative ? { campaign, group, creative, ...rest } : null;
}

/** Top holds are hours; what was sent before that binds nobody. */
const LOOK_BACK_MS = 72 * 3_600_000;
const MINUTE_MS = 60_000;

/** Whether a creative speaks another language than a group, as far as somebody has said what they speak. */
function problemOfLanguage({ languages }: Creative, { language }: TelegramGroup): Message | null {
  const foreign = language !== null && languages.length > 0 && !languages.includes(language);
  return foreign ? { key: 'why-language', args: { language } } : null;
}

/** Reads all that decides about posts. */
export function createSlotReader(deps: SlotDeps) {
  const none = { quietUntil: null, gapUntil: null, topHoldUntil: null };

  function problems(slot: Slot, now: number) {
    const { campaign, group, creative, brand } = slot;
    if (!group)
      return {
        groupProblem: { key: 'why-group-gone' as const },
        groupMendable: false,
        creativeProblem: null,
        brandProblem: null,
        languageProblem: null,
      };
    const needsMedia = creative?.type !== 'text';
    const groupProblem =
      (campaign && deps.groups.problemOf(group, campaign.type, needsMedia)) ?? troubleNow(group, now);
    const whole = wholeSlot(slot);
    const brandGone = campaign && { key: 'why-brand-gone' as const };
    return {
      groupProblem,
      groupMendable: groupProblem !== null && isMendable(group, groupProblem),
      creativeProblem: whole ? deps.unfit(whole) : { key: 'why-creative-gone' as const },
      brandProblem: brand ? problemOfBrand(brand, group.country) : brandGone,
      languageProblem: creative && problemOfLanguage(creative, group),
    };
  }

  /** When quiet hours, the gap after the last ad and the top hold of another end. */
  function holds(group: TelegramGroup, last: LastIntent | undefined, settings: Settings, now: number) {
    const quiet = group.policy.quietHours ?? settings.quietHours;
    const gapMin = group.policy.minGapMin ?? settings.limits.minGapMin ?? 0;
    const lastAt = last?.intentAt?.getTime();
    return {
      quietUntil: (quiet && endOfSpan(quiet, now, group.timezone)) ?? null,
      gapUntil: lastAt === undefined ? null : lastAt + gapMin * MINUTE_MS,
      topHoldUntil: last ? (last.holdsTopUntil?.getTime() ?? 0) : null,
    };
  }

  /** The limits of each post, from the same rules inside and outside of the transaction. */
  async function limitsOf(posts: readonly ScheduledPost[], now: number, tx?: Tx) {
    const settings = await deps.settings.read(tx);
    const campaignOf = once((id: CampaignId) => deps.campaigns.get(id, tx));
    const groups = await deps.groups.many(
      posts.map(({ groupId }) => groupId),
      tx,
    );
    const capsOf = new Map<PostId, Cap[]>();
    for (const { _id, campaignId, groupId } of posts) {
      const [campaign, group] = [await campaignOf(campaignId), groups.get(groupId)];
      capsOf.set(_id, campaign && group ? capsAt(now, { campaign, group, settings }) : []);
    }
    return { settings, campaignOf, groups, capsOf };
  }

  return {
    /** Which limits posts would count against now; read outside of any transaction, so that their rows can be made. */
    async capsOf(posts: readonly ScheduledPost[]): Promise<Cap[]> {
      const { capsOf } = await limitsOf(posts, deps.clock.now());
      return [...capsOf.values()].flat();
    },

    /**
     * A reader of these posts in the snapshot of one attempt at a transaction: what they have in common is read once,
     * for a transaction must be over before its intents are stale. `now`: ms, UTC.
     */
    async open(posts: readonly ScheduledPost[], now: number, tx: Tx): Promise<SlotSnapshot> {
      const { settings, campaignOf, groups, capsOf } = await limitsOf(posts, now, tx);
      const creativeOf = once((id: CreativeId) => deps.creatives.get(id, tx));
      const brandOfCampaign = once((campaign: Campaign) => deps.brands.get(brandOf(campaign), tx));
      const isInForce = once((id: DealId) => deps.deals.isInForce(id, tx));
      const lasts = await lastIntents([...groups.keys()], new Date(now - LOOK_BACK_MS), tx);
      const keys = new Set([...capsOf.values()].flatMap((caps) => caps.map(({ key }) => key)));
      const counts = keys.size > 0 ? await countCaps([...keys], tx) : new Map<string, number>();

      return {
        async read(post) {
          const campaign = await campaignOf(post.campaignId);
          const group = groups.get(post.groupId) ?? null;
          const creative = await creativeOf(post.creativeId);
          const brand = campaign && (await brandOfCampaign(campaign));
          const slot: Slot = { campaign, group, creative, brand, settings };
          const caps = capsOf.get(post._id) ?? [];
          const facts: SlotFacts = {
            now,
            dueAt: post.dueAt.getTime(),
            graceMs: GRACE_MS,
            overridden: post.overriddenBy !== null,
            stopped: settings.stopped !== null,
            campaign,
            dealInForce: !campaign?.dealId || (await isInForce(campaign.dealId)),
            dealRequired: settings.dealRequired,
            creatorUnverified: settings.creatorCheck && brand?.ref.type === 'onlyfans' && !brand.verified18At,
            ...problems(slot, now),
            ...(group ? holds(group, lasts.get(group._id), settings, now) : none),
            fullCaps: caps.filter(({ key, max }) => (counts.get(key) ?? 0) >= max),
            fatigueUntil: await deps.fatigueUntil(post.groupId, tx),
          };
          return { slot, caps, facts };
        },
        charged(caps) {
          for (const { key } of caps) counts.set(key, (counts.get(key) ?? 0) + 1);
        },
      };
    },
  };
}

/** Reads what decides about one post after the other. */
export interface SlotSnapshot {
  read(post: ScheduledPost): Promise<{ slot: Slot; caps: Cap[]; facts: SlotFacts }>;
  /** One more counts against these limits: the posts that are read next see it. */
  charged(caps: readonly Cap[]): void;
}

import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import type { Fence } from '@common/db/lease.js';
import type { TelegramUserId, UserId } from '@common/ids.js';
import type { Logger } from '@common/logger.js';
import type { CampaignType, ScheduledPost, Settings, TelegramGroup } from '@common/models/index.js';
import { type Api, Composer } from 'grammy';
import type { BrandService } from '../brands/index.js';
import type { CampaignService } from '../campaigns/index.js';
import {
  adMarker,
  type CreativeService,
  compose,
  newestVersion,
  problemOfLength,
  sendPayload,
} from '../creatives/index.js';
import type { DealService } from '../deals/index.js';
import { type GroupService, problemOf } from '../groups/index.js';
import type { Notifications } from '../notifications/index.js';
import { type Outages, type Planner, type Strays, sendingPosts, watchQueue } from '../queue/index.js';
import type { SettingsService } from '../settings/index.js';
import { createAcks } from './ack.service.js';
import { createAdMarker } from './ad-marker.composer.js';
import { createAfterSending } from './after-send.wiring.js';
import { createDispatcher } from './dispatcher.js';
import { createEngineMetrics } from './engine-metrics.js';
import { createFlights, FRESH_MS } from './flights.js';
import { createIntents } from './intent.service.js';
import { createNoPacing } from './no-pacing.js';
import { watchOwnMessages } from './own-messages.js';
import { createPacing } from './pacing.js';
import { pinNoticeComposer } from './pin-notice.composer.js';
import { createPostingLoop } from './posting-loop.js';
import { fitsTime } from './probe.rules.js';
import { createProbing } from './probing.wiring.js';
import { createRecordSent } from './record-sent.js';
import { createSlotReader } from './slot-facts.js';
import { isTakenDown } from './take-down.rules.js';

interface PostingDeps {
  /** Sends once: its client repeats nothing. */
  api: Api;
  /** After this long (ms) without an answer from Telegram the outcome is unknown. */
  sendTimeoutMs: number;
  /** When a post without an answer is looked for, counted from its intent, in ms. */
  firstLookMs: number;
  /** So long (ms) after an intent Telegram may still carry it out. */
  settleMs: number;
  fence: Fence;
  botUsername(): string;
  /** A precise timer for the next post; without it the cron tick alone executes the queue. */
  timer: boolean;
  cronExpression: string;
  /** Whether posts keep Telegram's pace; always, but for benches. */
  isPaced: boolean;
  clock: Clock;
  log: Logger;
  settings: SettingsService;
  groups: GroupService;
  brands: BrandService;
  creatives: CreativeService;
  deals: DealService;
  campaigns: CampaignService;
  planner: Planner;
  notifications: Notifications;
  outages: Outages;
  strays: Strays;
  adminIds(): Promise<TelegramUserId[]>;
  /** Talks with people. */
  chatApi: Api;
  actorOf(telegramId: TelegramUserId): Promise<Actor | undefined>;
  nameOf(userId: UserId | null): Promise<string | undefined>;
}

/** An answer that arrives while the time-out runs is still read. */
const EXPIRY_MARGIN_MS = 10_000;
const HOUR_MS = 3_600_000;

/** What a post in this group is labelled with: the group's own words, else those for the kind of campaign. */
function labelFor(type: CampaignType, group: TelegramGroup, { labels }: Settings): string {
  return group.policy.label ?? labels[type];
}

/** Nobody has had enough yet; the room that knows better takes this place. */
const noFatigue = async () => null;

function createIntentsOf(deps: PostingDeps) {
  const { clock, settings, groups, creatives, deals, campaigns, brands } = deps;
  const slots = createSlotReader({
    clock,
    settings,
    campaigns,
    creatives,
    groups: { many: groups.many, problemOf },
    brands,
    deals,
    unfit: ({ creative, group, campaign, brand, settings }) =>
      isTakenDown(creative, campaign, brand)
        ? { key: 'why-taken-down' }
        : problemOfLength(newestVersion(creative), labelFor(campaign.type, group, settings)),
    fatigueUntil: noFatigue,
  });
  return createIntents({
    clock,
    fence: deps.fence,
    slots,
    expiryMs: deps.sendTimeoutMs + EXPIRY_MARGIN_MS,
    noteIntents: groups.noteIntents,
    topHoldMs: ({ placement }) => (placement.topHours ?? 0) * HOUR_MS,
    compose: ({ creative, group, campaign, settings }, post) =>
      compose(newestVersion(creative), {
        label: labelFor(campaign.type, group, settings),
        marker: adMarker(post._id, deps.botUsername()),
        cover: campaign.type === 'onlyfans',
        silent: campaign.placement.silent,
      }),
  });
}

/** Everything that executes the queue, with the rooms that it asks. */
export function createPosting(deps: PostingDeps) {
  const { api, clock, log, fence, settings, groups } = deps;
  const { actions, afterSend, ...after } = createAfterSending(deps);
  const acks = createAcks({
    clock,
    log,
    afterSend,
    firstLookMs: deps.firstLookMs,
    outages: deps.outages,
    strays: deps.strays,
    noteMessages: groups.noteMessages,
  });
  const pacing = deps.isPaced ? createPacing() : createNoPacing();
  const adMarker = createAdMarker(deps);
  const metrics = createEngineMetrics();
  const probing = createProbing({
    ...deps,
    acks,
    pacing,
    metrics,
    nudge: () => loop.nudge(),
    nudgeActions: actions.nudge,
  });
  const { looks, witness } = probing;
  watchOwnMessages(deps.chatApi, log, witness.noteOwn);
  let restsUntil = 0;
  const flights = createFlights({
    clock,
    log,
    fence,
    acks,
    pacing,
    metrics,
    send: ({ payload, group }) => sendPayload(api, group.chatId, payload, group.topicId),
    onMigrated: groups.migrated,
    onBadToken(until) {
      restsUntil = until;
    },
  });
  const dispatcher = createDispatcher({
    clock,
    log,
    fence,
    acks,
    pacing,
    metrics,
    flights,
    looks,
    planner: deps.planner,
    intents: createIntentsOf(deps),
    isStopped: async () => (await settings.read()).stopped !== null,
    chatsOf: groups.chatsOf,
    albumsOf: deps.creatives.albumsOf,
    restsUntil: () => restsUntil,
  });

  const loop = createPostingLoop({
    ...deps,
    dispatcher,
    settled: async () => {
      await Promise.all([flights.settled(), looks.settled()]);
    },
    watch: (onHint) => watchQueue({ clock, log, onHint }),
  });

  const at = (time: number) => new Promise<void>((resolve) => clock.at(time, resolve));

  /** What a leader before us let go may still be on its way to its socket, for as long as it counts as fresh. */
  async function othersAreStale(): Promise<void> {
    const others = (await sendingPosts()).filter((post) => !flights.has(post));
    const latest = Math.max(0, ...others.map(({ intentAt }) => intentAt?.getTime() ?? 0));
    if (latest + FRESH_MS > clock.now()) await at(latest + FRESH_MS);
  }

  return {
    adLinks: adMarker.linked,
    composer: new Composer(adMarker.pressed, pinNoticeComposer(log)),
    /** Sees everything before anybody handles it. */
    witness: witness.composer,
    /** Whether a post may have been sent at this time (s, UTC). */
    fitsTime: (post: ScheduledPost, date: number) => fitsTime(post, { date }, deps.sendTimeoutMs),
    recordSent: createRecordSent(afterSend),
    ...after,
    loop,
    /** Resolves when nothing whose intent was there before can start its request any more: at most after 5 s. */
    async quiet() {
      await loop.idle();
      await Promise.race([flights.settled(), at(clock.now() + FRESH_MS)]);
      await othersAreStale();
    },
    actions,
    figures: metrics.figures,
    /** Whether Telegram refuses the token, so that nothing can go out. */
    isRefused: () => restsUntil > clock.now(),
  };
}

import type { Clock } from '@common/clock.js';
import type { HandOver } from '@common/db/index.js';
import type { Fence } from '@common/db/lease.js';
import type { Logger } from '@common/logger.js';
import type { Api } from 'grammy';
import { createAct, createSealer } from './features/audit/index.js';
import { createBrandService, handOverCasinos, handOverCreators } from './features/brands/index.js';
import { createCampaignService, handOverCampaigns } from './features/campaigns/index.js';
import { createCreativeService, handOverCreatives } from './features/creatives/index.js';
import { createDealService, handOverDeals } from './features/deals/index.js';
import { createGroupMoved } from './features/delivery/index.js';
import { createGroupService } from './features/groups/index.js';
import { createNotifications } from './features/notifications/index.js';
import {
  createOutages,
  createPlanner,
  createPostDecisions,
  createQueueService,
  createStrays,
  listRuns,
  runOf,
  wakeCampaign,
  wakeGroup,
} from './features/queue/index.js';
import { auditDaysOf, createSettingsService } from './features/settings/index.js';
import { createTeamRoom, type WebAddress } from './features/team/index.js';
import type { DialogDoor } from './telegram/dialog/enter.js';

export interface RoomsDeps {
  /** Talks with people. */
  api: Api;
  /** Sends posts: its client repeats nothing. */
  postingApi: Api;
  sendTimeoutMs: number;
  /** When a post without an answer is looked for, counted from its intent, in ms. */
  firstLookMs: number;
  /** So long (ms) after an intent Telegram may still carry it out. */
  settleMs: number;
  /** Who may send, and what stops the one before. */
  fence: Fence;
  /** A precise timer for the next post; without it the cron tick alone executes the queue. */
  timer: boolean;
  cronExpression: string;
  /** Whether posts keep Telegram's pace; always, but for benches. */
  isPaced: boolean;
  door: DialogDoor;
  botUsername(): string;
  /** Where browsers reach the web pages. */
  webAddress(): WebAddress;
  /** IANA zone of new people and groups. */
  timezone: string;
  clock: Clock;
  log: Logger;
}

/** What a removed person's things are. Posts follow their campaign: an admin may do everything with them. */
const HAND_OVERS: readonly HandOver[] = [
  handOverCampaigns,
  handOverCasinos,
  handOverCreatives,
  handOverCreators,
  handOverDeals,
];

/** How campaigns ask a schedule for its runs. */
export const runs = { list: listRuns, find: runOf };

/** What every room does, from left to right. What a room needs of one to its right it gets as a port. */
export function createServices(deps: RoomsDeps) {
  const { api, clock, log, timezone } = deps;
  const act = createAct({ clock });
  const settings = createSettingsService({ act, clock });
  const people = createTeamRoom({
    act,
    clock,
    timezone,
    announce: (...card) => notifications.announce(...card),
  });
  const { team } = people;
  const { adminIds } = team;
  for (const handOver of HAND_OVERS) people.members.handOvers.add(handOver);
  const notifications = createNotifications({ api, clock, log, actorOf: team.actorOf });
  const onMigrated = createGroupMoved({ clock, notifications, adminIds });
  const groups = createGroupService({
    act,
    clock,
    timezone,
    notifications,
    adminIds,
    onMigrated,
    onMended: (id, tx) => wakeGroup(id, new Date(clock.now()), tx),
  });
  const brands = createBrandService({ act });
  const creatives = createCreativeService({ act, clock });
  const deals = createDealService({
    act,
    clock,
    notifications,
    adminIds,
    telegramIdOf: team.telegramIdOf,
    onInForce: (id, tx) => campaigns.dealInForce(id, tx),
  });
  const campaigns = createCampaignService({
    act,
    clock,
    runs,
    isDealInForce: deals.isInForce,
    onMayPost: (id, tx) => wakeCampaign(id, new Date(clock.now()), tx),
  });
  const sealer = createSealer({
    ...deps,
    keptDays: async () => auditDaysOf(await settings.read()),
  });
  const queue = createQueueService({ act, clock });
  const decisions = createPostDecisions({ act, clock });
  const planner = createPlanner({ campaigns, log });
  const reach = { adminIds, telegramIdOf: team.telegramIdOf };
  const outages = createOutages({ clock, notifications, ...reach });
  const strays = createStrays({
    act,
    clock,
    notifications,
    ...reach,
    deleteMessage: (chatId, messageId) => api.deleteMessage(chatId, messageId),
  });
  return {
    act,
    sealer,
    adminIds,
    settings,
    ...people,
    notifications,
    groups,
    brands,
    creatives,
    deals,
    campaigns,
    queue,
    decisions,
    outages,
    strays,
    planner,
  };
}

export type Services = ReturnType<typeof createServices>;

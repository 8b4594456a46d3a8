import type { Clock } from '@common/clock.js';
import type { HandOver } from '@common/db/index.js';
import type { Fence } from '@common/db/lease.js';
import type { UserId } from '@common/ids.js';
import type { Logger } from '@common/logger.js';
import type { Api } from 'grammy';
import { createAuditNames } from './audit-names.js';
import { createAct, createAuditScreens, createSealer } from './features/audit/index.js';
import {
  createBrandScreens,
  createBrandService,
  handOverCasinos,
  handOverCreators,
} from './features/brands/index.js';
import {
  brandOf,
  createCampaignScreens,
  createCampaignService,
  handOverCampaigns,
} from './features/campaigns/index.js';
import {
  createCreativeScreens,
  createCreativeService,
  creativeLabel,
  handOverCreatives,
} from './features/creatives/index.js';
import { createDealScreens, createDealService, handOverDeals } from './features/deals/index.js';
import { createGroupMoved, createPosting } from './features/delivery/index.js';
import { createGroupScreens, createGroupService } from './features/groups/index.js';
import { createNotifications } from './features/notifications/index.js';
import {
  countOverdue,
  countPosts,
  createOutages,
  createPlanner,
  createPostDecisionScreens,
  createPostDecisions,
  createPostLines,
  createQueueOverview,
  createQueueScreens,
  createQueueService,
  createStrayScreens,
  createStrays,
  createUncertainDecisions,
  createUncertainScreens,
  GRACE_MS,
  listRuns,
  neighboursOf,
  rotateByWeight,
  runOf,
  upcomingRuns,
  waitingFor,
  wakeCampaign,
  wakeGroup,
  wakeOverdue,
} from './features/queue/index.js';
import {
  createSettingsScreens,
  createSettingsService,
  createSettingsSwitch,
} from './features/settings/index.js';
import {
  createProfileScreens,
  createSessionScreens,
  createTeamRoom,
  createTeamScreens,
  type WebAddress,
} from './features/team/index.js';
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

/** So long the audit log is kept where the settings say nothing. */
const AUDIT_DAYS = 400;

/** As many of the newest creatives are offered for a single post. */
const SWAPS = 8;

/** What a removed person's things are. Posts follow their campaign: an admin may do everything with them. */
const HAND_OVERS: readonly HandOver[] = [
  handOverCampaigns,
  handOverCasinos,
  handOverCreatives,
  handOverCreators,
  handOverDeals,
];

/** How campaigns ask a schedule for its runs. */
const runs = { list: listRuns, find: runOf };

/** Builds every room, from left to right. What a room needs of one to its right it gets as a port. */
export function createRooms(deps: RoomsDeps) {
  const services = createServices(deps);
  return { ...services, ...createScreens(deps, services) };
}

function createServices(deps: RoomsDeps) {
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
    keptDays: async () => (await settings.read()).retention.auditDays ?? AUDIT_DAYS,
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

function createScreens(deps: RoomsDeps, services: ReturnType<typeof createServices>) {
  const { api, door, clock } = deps;
  const { settings, team, notifications, brands, queue } = services;
  const nameOf = (userId: UserId) => team.nameOf(userId);
  const posting = createPosting({
    ...deps,
    ...services,
    api: deps.postingApi,
    chatApi: api,
    actorOf: team.actorOf,
    nameOf: team.nameOf,
  });

  /** More may be posted than before: what waited for that is asked again. */
  const onEased = () => wakeOverdue(new Date(clock.now()));
  const settingsScreens = createSettingsScreens({
    settings,
    nameOf,
    quiet: posting.quiet,
    onTheirWay: () => countPosts(['sending']),
    missed: {
      count: () => countOverdue(new Date(clock.now()), new Date(clock.now() - GRACE_MS)),
      run: () => wakeOverdue(new Date(clock.now())),
      skip: queue.skipMissed,
    },
  });
  const groups = createGroupScreens({
    groups: services.groups,
    notifications,
    settings,
    onLimits: onEased,
    door,
    botUsername: deps.botUsername,
    waitingFor,
  });
  const creatives = createCreativeScreens({
    creatives: services.creatives,
    api,
    door,
    label: () => settings.longestLabel(),
    botUsername: deps.botUsername,
  });
  const brandScreens = createBrandScreens({
    brands,
    settings,
    clock,
    door,
    onEased,
    async refOf(id) {
      const campaign = await services.campaigns.get(id);
      return campaign && brandOf(campaign);
    },
  });
  const deals = createDealScreens({
    deals: services.deals,
    settings,
    onEased,
    brands,
    notifications,
    door,
    nameOf,
    attach: (...args) => campaigns.attach(...args),
  });
  const campaigns = createCampaignScreens({
    ...services,
    deals,
    clock,
    door,
    plan: async () => void (await services.planner.plan(clock.now())),
    upcoming: upcomingRuns,
    runs,
    creativeAt: (campaign, turn, group) => rotateByWeight(campaign, turn)(group),
    neighbours: neighboursOf,
    quiet: posting.quiet,
  });
  const lines = createPostLines(services);
  const queueScreens = createQueueScreens({ queue, clock, ...lines });
  const askSilently = createSettingsSwitch({
    settings,
    name: 'asksSilently',
    verb: 'queue.asks',
    words: {
      turnOn: { key: 'asks-silently-start' },
      turnOff: { key: 'asks-silently-stop' },
      isOn: { key: 'asks-silently-yes' },
      isOff: { key: 'asks-silently-no' },
    },
  });
  queueScreens.needsYouSettings.add(askSilently.panel);
  const strays = createStrayScreens({ strays: services.strays, notifications, nameOf, ...lines });
  queueScreens.needsYou.add(strays.panel);
  const uncertain = createUncertainScreens({
    decisions: createUncertainDecisions({ ...services, clock, onConfirmed: posting.recordSent }),
    notifications,
    door,
    find: queue.get,
    card: queueScreens.card,
    ...lines,
    fitsTime: posting.fitsTime,
  });
  const decisions = createPostDecisionScreens({
    decisions: services.decisions,
    clock,
    door,
    card: queueScreens.card,
    creativesFor: async () =>
      (await services.creatives.list())
        .slice(0, SWAPS)
        .map((one) => ({ id: one._id, label: creativeLabel(one) })),
  });
  campaigns.panels.add(brandScreens.campaignPanel);
  const audit = createAuditScreens({
    ...services,
    clock,
    door,
    names: createAuditNames({ ...services, ...lines }),
  });
  const teamScreens = createTeamScreens({ ...services, door, botUsername: deps.botUsername });
  for (const [kind, draw] of Object.entries(teamScreens.cards)) notifications.define(kind, draw);
  const profile = createProfileScreens({ ...services, clock, door });
  const signedIn = createSessionScreens({ ...services, webAddress: deps.webAddress });
  for (const [kind, draw] of Object.entries(signedIn.cards)) notifications.define(kind, draw);
  profile.panels.add(signedIn.profilePanel);
  campaigns.panels.add(queueScreens.campaignPanel);
  creatives.panels.add(campaigns.creativePanel);
  campaigns.panels.add(posting.takeDown.campaignPanel);
  queueScreens.panels.add(posting.postPanel);
  creatives.panels.add(posting.takeDown.creativePanel);

  const { sections } = queueScreens;
  return {
    loop: posting.loop,
    posting,
    actions: posting.actions,
    notices: settingsScreens.notices,
    overview: createQueueOverview(lines.describe),
    dialogs: [
      ...creatives.dialogs,
      deals.dialog,
      ...campaigns.dialogs,
      decisions.dialog,
      uncertain.dialog,
      ...groups.dialogs,
      ...brandScreens.dialogs,
      audit.dialog,
      teamScreens.dialog,
      profile.dialog,
    ],
    sections: [
      campaigns.section,
      creatives.section,
      groups.section,
      sections.queue,
      sections.history,
      sections.needsYou,
      deals.section,
      brandScreens.section,
      teamScreens.section,
      audit.section,
      profile.section,
    ],
    adLinks: posting.adLinks,
    /** Handlers that people outside the team may reach. */
    open: [posting.witness, groups.chat, posting.composer],
    /** Handlers of the team's, in private; the last takes whatever looks like a creative. */
    forTeam: [
      groups.composer,
      audit.composer,
      teamScreens.composer,
      profile.composer,
      signedIn.composer,
      settingsScreens.composer,
      creatives.composer,
      deals.composer,
      brandScreens.composer,
      campaigns.composer,
      queueScreens.composer,
      decisions.composer,
      uncertain.composer,
      askSilently.composer,
      strays.composer,
      posting.takeDown.composer,
      creatives.fastLane,
    ],
  };
}

export type Rooms = ReturnType<typeof createRooms>;

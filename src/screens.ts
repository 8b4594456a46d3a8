import type { UserId } from '@common/ids.js';
import { createAuditNames } from './audit-names.js';
import { createAuditScreens } from './features/audit/index.js';
import { createBrandScreens } from './features/brands/index.js';
import { brandOf, createCampaignScreens } from './features/campaigns/index.js';
import { createCreativeScreens, creativeLabel } from './features/creatives/index.js';
import { createDealScreens } from './features/deals/index.js';
import { createPosting } from './features/delivery/index.js';
import { createGroupScreens } from './features/groups/index.js';
import {
  countOverdue,
  countPosts,
  createPostDecisionScreens,
  createPostLines,
  createQueueOverview,
  createQueueScreens,
  createStrayScreens,
  createUncertainDecisions,
  createUncertainScreens,
  GRACE_MS,
  neighboursOf,
  rotateByWeight,
  upcomingRuns,
  waitingFor,
  wakeOverdue,
} from './features/queue/index.js';
import { createSettingsScreens, createSettingsSwitch } from './features/settings/index.js';
import { createProfileScreens, createSessionScreens, createTeamScreens } from './features/team/index.js';
import { type RoomsDeps, runs, type Services } from './services.js';

/** As many of the newest creatives are offered for a single post. */
const SWAPS = 8;

/** What every room shows, and what the rooms show on each other's cards. */
export function createScreens(deps: RoomsDeps, services: Services) {
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

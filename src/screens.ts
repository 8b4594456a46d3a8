import { createAdScreens } from './ad-screens.js';
import { createPosting } from './features/delivery/index.js';
import {
  countOverdue,
  countPosts,
  createPostLines,
  createQueueOverview,
  GRACE_MS,
  wakeOverdue,
} from './features/queue/index.js';
import { createSettingsScreens } from './features/settings/index.js';
import { createPeopleScreens } from './people-screens.js';
import { createPostScreens } from './post-screens.js';
import type { RoomsDeps, Services } from './services.js';

type Posting = ReturnType<typeof createPosting>;

/** Stopping and going on. */
function createStopScreens({ clock }: RoomsDeps, { settings, team, queue }: Services, { quiet }: Posting) {
  return createSettingsScreens({
    settings,
    nameOf: team.nameOf,
    quiet,
    onTheirWay: () => countPosts(['sending']),
    missed: {
      count: () => countOverdue(new Date(clock.now()), new Date(clock.now() - GRACE_MS)),
      run: () => wakeOverdue(new Date(clock.now())),
      skip: queue.skipMissed,
    },
  });
}

/** Every room's screens, and what the rooms show on each other's cards, in the order in which it stands there. */
function createRoomScreens(deps: RoomsDeps, services: Services, posting: Posting) {
  const lines = createPostLines(services);
  const settingsScreens = createStopScreens(deps, services, posting);
  const ads = createAdScreens(deps, services, posting);
  const posts = createPostScreens(deps, services, { lines, posting });
  const people = createPeopleScreens(deps, services, lines);
  ads.campaigns.panels.add(posts.queueScreens.campaignPanel);
  ads.campaigns.panels.add(posting.takeDown.campaignPanel);
  ads.creatives.panels.add(posting.takeDown.creativePanel);
  return { settingsScreens, ...ads, ...posts, ...people, overview: createQueueOverview(lines.describe) };
}

type RoomScreens = ReturnType<typeof createRoomScreens>;

const dialogsOf = (screens: RoomScreens) => [
  ...screens.creatives.dialogs,
  screens.deals.dialog,
  ...screens.campaigns.dialogs,
  screens.decisions.dialog,
  screens.uncertain.dialog,
  ...screens.groups.dialogs,
  ...screens.brandScreens.dialogs,
  screens.audit.dialog,
  screens.teamScreens.dialog,
  screens.profile.dialog,
];

const sectionsOf = (screens: RoomScreens) => [
  screens.campaigns.section,
  screens.creatives.section,
  screens.groups.section,
  screens.queueScreens.sections.queue,
  screens.queueScreens.sections.history,
  screens.queueScreens.sections.needsYou,
  screens.deals.section,
  screens.brandScreens.section,
  screens.teamScreens.section,
  screens.audit.section,
  screens.profile.section,
];

/** Handlers of the team's, in private; the last takes whatever looks like a creative. */
const teamHandlersOf = (screens: RoomScreens, { takeDown }: Posting) => [
  screens.groups.composer,
  screens.audit.composer,
  screens.auditDays,
  screens.teamScreens.composer,
  screens.profile.composer,
  screens.signedIn.composer,
  screens.settingsScreens.composer,
  screens.creatives.composer,
  screens.deals.composer,
  screens.brandScreens.composer,
  screens.campaigns.composer,
  screens.queueScreens.composer,
  screens.decisions.composer,
  screens.uncertain.composer,
  screens.askSilently.composer,
  screens.strays.composer,
  takeDown.composer,
  screens.creatives.fastLane,
];

/** What every room shows. */
export function createScreens(deps: RoomsDeps, services: Services) {
  const { team } = services;
  const posting = createPosting({
    ...deps,
    ...services,
    api: deps.postingApi,
    chatApi: deps.api,
    actorOf: team.actorOf,
    nameOf: team.nameOf,
  });
  const screens = createRoomScreens(deps, services, posting);
  return {
    loop: posting.loop,
    posting,
    actions: posting.actions,
    notices: screens.settingsScreens.notices,
    overview: screens.overview,
    dialogs: dialogsOf(screens),
    sections: sectionsOf(screens),
    adLinks: posting.adLinks,
    /** Handlers that people outside the team may reach. */
    open: [posting.witness, screens.groups.chat, posting.composer],
    forTeam: teamHandlersOf(screens, posting),
  };
}

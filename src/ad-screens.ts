import { createBrandScreens } from './features/brands/index.js';
import { brandOf, createCampaignScreens } from './features/campaigns/index.js';
import { createCreativeScreens } from './features/creatives/index.js';
import { createDealScreens } from './features/deals/index.js';
import type { createPosting } from './features/delivery/index.js';
import { createGroupScreens } from './features/groups/index.js';
import {
  neighboursOf,
  rotateByWeight,
  upcomingRuns,
  waitingFor,
  wakeOverdue,
} from './features/queue/index.js';
import { type RoomsDeps, runs, type Services } from './services.js';

/** What campaigns are made of: the groups, the creatives, and the brands. */
function createPartScreens(deps: RoomsDeps, services: Services, onEased: () => Promise<void>) {
  const { api, door, clock, botUsername } = deps;
  const { settings, notifications, brands } = services;
  return {
    groups: createGroupScreens({
      groups: services.groups,
      notifications,
      settings,
      onLimits: onEased,
      door,
      botUsername,
      waitingFor,
    }),
    creatives: createCreativeScreens({
      creatives: services.creatives,
      api,
      door,
      label: () => settings.longestLabel(),
      botUsername,
    }),
    brandScreens: createBrandScreens({
      brands,
      settings,
      clock,
      door,
      onEased,
      async refOf(id) {
        const campaign = await services.campaigns.get(id);
        return campaign && brandOf(campaign);
      },
    }),
  };
}

/** What is advertised, where, and for whom. */
export function createAdScreens(
  deps: RoomsDeps,
  services: Services,
  { quiet }: ReturnType<typeof createPosting>,
) {
  const { clock, door } = deps;
  /** More may be posted than before: what waited for that is asked again. */
  const onEased = () => wakeOverdue(new Date(clock.now()));
  const parts = createPartScreens(deps, services, onEased);
  const deals = createDealScreens({
    deals: services.deals,
    settings: services.settings,
    brands: services.brands,
    notifications: services.notifications,
    door,
    onEased,
    nameOf: services.team.nameOf,
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
    quiet,
  });
  campaigns.panels.add(parts.brandScreens.campaignPanel);
  parts.creatives.panels.add(campaigns.creativePanel);
  return { ...parts, deals, campaigns };
}

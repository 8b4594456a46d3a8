import { ANYONE_IN_TEAM, type Happening, OWNER_OR_ADMIN, policies } from '../audit/index.js';

const campaign = { row: OWNER_OR_ADMIN, entityType: 'campaign' } as const;
/** What was put away is not edited. */
const kept = { ...campaign, from: ['draft', 'waiting', 'active', 'paused', 'ended'] } as const;

export const campaignActions = policies({
  create: { name: 'campaign.create', row: ANYONE_IN_TEAM, entityType: 'campaign' },
  schedule: { name: 'campaign.schedule', ...kept },
  limit: { name: 'campaign.limit', ...kept },
  pause: { name: 'campaign.pause', ...campaign, from: ['waiting', 'active'] },
  resume: { name: 'campaign.resume', ...campaign, from: ['paused'] },
  skip: { name: 'campaign.skip-run', ...kept },
  move: { name: 'campaign.move-run', ...kept },
  restore: { name: 'campaign.restore-run', ...kept },
  weigh: { name: 'campaign.weigh', ...kept },
  place: { name: 'campaign.place', ...kept },
  takeDown: { name: 'campaign.take-down', ...campaign },
  allow: { name: 'campaign.allow', ...campaign },
  attachDeal: { name: 'campaign.attach-deal', ...kept },
  detachDeal: { name: 'campaign.detach-deal', ...kept },
});

/** What a deal in force does to the campaigns that waited for it. */
export const campaignHappenings = {
  open: { name: 'campaign.open', entityType: 'campaign' },
} as const satisfies Record<string, Happening>;

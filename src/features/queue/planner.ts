import type { Campaign } from '@common/models/index.js';
import { occurrencesBetween } from './occurrences.rules.js';
import { rotateByWeight } from './rotation.rules.js';
import { dropUnwanted, materialise, type WantedPost } from './scheduled-post.repo.js';

const AHEAD_MS = 48 * 3_600_000;
/** A campaign is planned again when less than this is left of its horizon. */
const REFILL_MS = 47 * 3_600_000;

interface PlannerDeps {
  campaigns: {
    /** Campaigns with a schedule that are planned up to before `until`, and those whose plan was edited since. */
    behind(until: Date): Promise<Campaign[]>;
    /** Stores the watermark, unless the plan was edited meanwhile. */
    markPlanned(id: Campaign['_id'], planRev: number, until: Date): Promise<void>;
  };
}

export interface Planner {
  /** Turns schedules into posts; twice, or in two processes at once, makes no post twice. `now` in ms, UTC. */
  plan(now: number): Promise<void>;
}

/** A single moment is shown in the queue however far it is; what repeats is planned two days ahead. */
function horizonOf(campaign: Campaign, now: number): number {
  return campaign.schedule?.rule.kind === 'once' ? Number.POSITIVE_INFINITY : now + AHEAD_MS;
}

function wantedPosts(campaign: Campaign, from: number, to: number): WantedPost[] {
  const { _id, schedule, targetGroups, planRev, priority, createdBy } = campaign;
  if (!schedule) return [];
  return [...occurrencesBetween(_id, schedule, from, to)].flatMap(({ key, dueAt, turn }) => {
    const creativeOf = rotateByWeight(campaign, turn);
    return targetGroups.flatMap((groupId, group) => {
      const creativeId = creativeOf(group);
      if (!creativeId) return [];
      const slot = { campaignId: _id, groupId, creativeId, occurrence: key, planRev, priority, createdBy };
      return [{ ...slot, dueAt: new Date(dueAt) }];
    });
  });
}

export function createPlanner({ campaigns }: PlannerDeps): Planner {
  async function planOne(campaign: Campaign, now: number): Promise<void> {
    const editedAt = campaign.planChangedAt ?? campaign.createdAt;
    const from = (campaign.plannedUntil ?? editedAt).getTime();
    await materialise(wantedPosts(campaign, from, horizonOf(campaign, now)));
    if (!campaign.plannedUntil) await dropUnwanted(campaign._id, campaign.planRev, editedAt);
    await campaigns.markPlanned(campaign._id, campaign.planRev, new Date(now + AHEAD_MS));
  }

  return {
    async plan(now) {
      for (const campaign of await campaigns.behind(new Date(now + REFILL_MS))) await planOne(campaign, now);
    },
  };
}

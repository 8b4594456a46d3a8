import type { CampaignId, CreativeId, GroupId } from '@common/ids.js';
import type { Campaign, Schedule } from '@common/models/index.js';

/** An ad of another campaign that is to stand in a group. */
export interface Neighbour {
  campaignId: CampaignId;
  groupId: GroupId;
  creativeId: CreativeId;
  /** ms, UTC */
  dueAt: number;
}

/** Whose plan is looked at, and what makes another ad the same as its own. */
export interface PlanAbout {
  campaignId: CampaignId;
  groups: readonly GroupId[];
  creatives: readonly CreativeId[];
  /** Campaigns of its brand. */
  kin: readonly CampaignId[];
}

/** What there is to warn of, the worst first: the same ad, any ad at nearly the same time, another of the same brand. */
const KINDS = ['duplicate', 'conflict', 'same-brand'] as const;
type Kind = (typeof KINDS)[number];

export interface PlanWarning {
  kind: Kind;
  groupId: GroupId;
  /** When the other one is due (ms, UTC). */
  dueAt: number;
}

export interface PlanWarningsDeps {
  /** What other campaigns have waiting for these groups around a time (ms, UTC). */
  waiting(plan: PlanAbout, at: number, span: { near: number; soon: number }): Promise<Neighbour[]>;
  /** Other campaigns that post into these groups by a schedule. */
  besides(groups: readonly GroupId[], except: CampaignId): Promise<Campaign[]>;
  /** The runs of a schedule from an instant (ms, UTC) on, and whose turn each is. */
  upcoming(
    id: CampaignId,
    schedule: Schedule,
    from: number,
    count: number,
  ): { dueAt: number; turn: number }[];
  /** Which creative a campaign's rotation gives the group at this place, at its turn. */
  creativeAt(campaign: Campaign, turn: number, group: number): CreativeId | undefined;
}

const MINUTE_MS = 60_000;
/** Ads that stand nearer to each other than this take each other's place. */
const NEAR_MS = 15 * MINUTE_MS;
/** The same ad, or one for the same brand, within this is one too many. */
const SOON_MS = 3 * 60 * MINUTE_MS;
/** Runs of another campaign that are looked at around one run; one that posts more often was warned of before. */
const RUNS_AROUND = 24;

function kindOf(
  { creatives, kin }: PlanAbout,
  { creativeId, campaignId, dueAt }: Neighbour,
  at: number,
): Kind | undefined {
  if (creatives.includes(creativeId)) return 'duplicate';
  if (Math.abs(dueAt - at) < NEAR_MS) return 'conflict';
  return kin.includes(campaignId) ? 'same-brand' : undefined;
}

/** What a campaign's rule brings around a time, beyond what stands in the queue already. */
function ruledAround(deps: PlanWarningsDeps, plan: PlanAbout, campaign: Campaign, at: number): Neighbour[] {
  const { _id: campaignId, schedule, plannedUntil, targetGroups } = campaign;
  // A single moment stands in the queue from the first, however far it is.
  if (!schedule || (schedule.rule.kind === 'once' && plannedUntil)) return [];
  const from = Math.max(at - SOON_MS + 1, plannedUntil?.getTime() ?? 0);
  if (from >= at + SOON_MS) return [];
  const runs = deps
    .upcoming(campaignId, schedule, from, RUNS_AROUND)
    .filter(({ dueAt }) => dueAt < at + SOON_MS);
  return runs.flatMap(({ dueAt, turn }) =>
    [...targetGroups.entries()].flatMap(([place, groupId]) => {
      const creativeId = plan.groups.includes(groupId) ? deps.creativeAt(campaign, turn, place) : undefined;
      return creativeId ? [{ campaignId, groupId, creativeId, dueAt }] : [];
    }),
  );
}

/**
 * What a plan's runs (ms, UTC) would meet in their groups: what waits in the queue, and beyond it what other campaigns'
 * rules bring. By time; each other ad once.
 */
export function createPlanWarnings(deps: PlanWarningsDeps) {
  return async (plan: PlanAbout, runs: readonly number[]): Promise<PlanWarning[]> => {
    const others = await deps.besides(plan.groups, plan.campaignId);
    const found = new Map<string, PlanWarning>();
    for (const at of runs) {
      const waiting = await deps.waiting(plan, at, { near: NEAR_MS, soon: SOON_MS });
      const ruled = others.flatMap((campaign) => ruledAround(deps, plan, campaign, at));
      for (const neighbour of [...waiting, ...ruled]) {
        const { campaignId, groupId, dueAt } = neighbour;
        const kind = kindOf(plan, neighbour, at);
        const key = `${campaignId}|${groupId}|${dueAt}`;
        const known = found.get(key);
        if (kind && (!known || KINDS.indexOf(kind) < KINDS.indexOf(known.kind)))
          found.set(key, { kind, groupId, dueAt });
      }
    }
    return [...found.values()].sort((a, b) => a.dueAt - b.dueAt);
  };
}

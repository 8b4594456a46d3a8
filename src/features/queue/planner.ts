import type { CampaignId } from '@common/ids.js';
import type { Logger } from '@common/logger.js';
import type { Campaign, Schedule } from '@common/models/index.js';
import { step } from '@common/step.js';
import { occurrencesBetween } from './occurrences.rules.js';
import {
  adopt,
  cancelTakenOut,
  dropUnwanted,
  materialise,
  type PlanInForce,
  skipMissed,
  type WantedPost,
} from './plan.repo.js';
import { GRACE_MS } from './post.rules.js';
import { type Rotation, rotateByWeight } from './rotation.rules.js';

const AHEAD_MS = 48 * 3_600_000;
/** A campaign is planned again when less than this is left of its horizon. */
const REFILL_MS = 47 * 3_600_000;
/** Rows in one write. */
const BATCH = 500;
/** Rows after which posting gets its turn; the rest follows with the next look. */
const SLICE = 2_000;
/** Nobody looked for so long: what came due meanwhile was missed. */
const ASLEEP_MS = 60_000;

interface PlannerDeps {
  log: Pick<Logger, 'error'>;
  campaigns: {
    /** Campaigns with a schedule that are planned up to before `until`, and those whose plan was edited since. */
    behind(until: Date): Promise<CampaignId[]>;
    get(id: CampaignId): Promise<Campaign | null>;
    planRevOf(id: CampaignId): Promise<number | undefined>;
    /** Stores the watermark, unless the plan was edited meanwhile. */
    markPlanned(id: CampaignId, planRev: number, until: Date): Promise<void>;
  };
  rotation?: Rotation;
}

export interface Planner {
  /**
   * Turns schedules into posts; twice, or in two processes at once, makes no post twice. `now` in ms, UTC. Answers
   * whether there is more to plan at once.
   */
  plan(now: number): Promise<boolean>;
}

/** A campaign that is being planned, perhaps over several looks. */
interface Job {
  campaign: Campaign;
  posts: Generator<WantedPost>;
  until: Date;
}

/** A single moment is shown in the queue however far it is; what repeats is planned two days ahead. */
function horizonOf({ rule }: Schedule, now: number): number {
  return rule.kind === 'once' ? Number.POSITIVE_INFINITY : now + AHEAD_MS;
}

function editOf({ planChangedAt, createdAt }: Campaign): Date {
  return planChangedAt ?? createdAt;
}

/** Strictly after an edit, but for a single moment that is the edit's own "now". */
function startOf(campaign: Campaign, { rule }: Schedule): number {
  if (campaign.plannedUntil) return campaign.plannedUntil.getTime();
  return editOf(campaign).getTime() + (rule.kind === 'once' ? 0 : 1);
}

/** Of the runs that nobody planned in time, the last one that is inside the grace; of a single moment, that. */
function* inTime<T extends { dueAt: number }>(occurrences: Iterable<T>, now: number): Generator<T> {
  let last: T | undefined;
  for (const occurrence of occurrences) {
    if (occurrence.dueAt <= now) {
      last = occurrence;
      continue;
    }
    if (last && last.dueAt >= now - GRACE_MS) yield last;
    last = undefined;
    yield occurrence;
  }
  if (last && last.dueAt >= now - GRACE_MS) yield last;
}

function* wantedPosts(campaign: Campaign, rotation: Rotation, now: number): Generator<WantedPost> {
  const { _id, schedule, targetGroups, planRev, priority, createdBy } = campaign;
  if (!schedule) return;
  const from = startOf(campaign, schedule);
  const plannedAt = new Date(now);
  const all = occurrencesBetween(_id, schedule, from, horizonOf(schedule, now));
  // Of a single moment that passed, the queue says that it was too late.
  for (const { key, dueAt, turn } of schedule.rule.kind === 'once' ? all : inTime(all, now)) {
    const creativeOf = rotation(campaign, turn);
    for (const [group, groupId] of targetGroups.entries()) {
      const creativeId = creativeOf(group);
      const slot = { campaignId: _id, groupId, occurrence: key, planRev, plannedAt, priority, createdBy };
      if (creativeId) yield { ...slot, creativeId, dueAt: new Date(dueAt) };
    }
  }
}

function nextBatch(posts: Generator<WantedPost>): WantedPost[] {
  const batch: WantedPost[] = [];
  while (batch.length < BATCH) {
    const { value, done } = posts.next();
    if (done) break;
    batch.push(value);
  }
  return batch;
}

async function untilNone(work: () => Promise<number>): Promise<void> {
  while ((await work()) >= BATCH);
}

export function createPlanner({ campaigns, log, rotation = rotateByWeight }: PlannerDeps): Planner {
  const jobs = new Map<CampaignId, Job>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  /** Since when (ms, UTC) somebody looks again; undefined: what was missed meanwhile has been told. */
  let wokeAt: number | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function jobOf(id: CampaignId, now: number): Promise<Job | undefined> {
    const known = jobs.get(id);
    if (known && (await campaigns.planRevOf(id)) === known.campaign.planRev) return known;
    const campaign = await campaigns.get(id);
    if (!campaign?.schedule) return undefined;
    const job = { campaign, posts: wantedPosts(campaign, rotation, now), until: new Date(now + AHEAD_MS) };
    jobs.set(id, job);
    return job;
  }

  /** When all that is wanted is there, what is left of older plans goes. */
  async function tidy(campaign: Campaign): Promise<void> {
    const { _id: campaignId, planRev, targetGroups } = campaign;
    const plan: PlanInForce = { campaignId, planRev, targetGroups, editedAt: editOf(campaign) };
    await untilNone(() => dropUnwanted(plan, BATCH));
    await untilNone(() => cancelTakenOut(plan, BATCH));
    step('plan.reconciled');
  }

  async function finish({ campaign, until }: Job): Promise<void> {
    await tidy(campaign);
    await campaigns.markPlanned(campaign._id, campaign.planRev, until);
    step('plan.marked');
    jobs.delete(campaign._id);
  }

  /** The plan was edited while rows of it were written. Where the new one stands already, nobody else would see them. */
  async function overtaken(id: CampaignId): Promise<void> {
    jobs.delete(id);
    const campaign = await campaigns.get(id);
    if (campaign?.plannedUntil) await tidy(campaign);
  }

  /** Answers how many rows that was; fewer than a batch, and the campaign is planned. */
  async function advance(id: CampaignId, now: number): Promise<number> {
    const job = await jobOf(id, now);
    if (!job) return 0;
    const batch = nextBatch(job.posts);
    if (batch.length > 0 && !(await materialise(batch))) await adopt(batch);
    step('plan.batch');
    if ((await campaigns.planRevOf(id)) !== job.campaign.planRev) await overtaken(id);
    else if (batch.length < BATCH) await finish(job);
    return batch.length;
  }

  /** One that cannot be planned keeps no other from being planned, and is tried anew. */
  async function tried(id: CampaignId, now: number): Promise<number> {
    try {
      return await advance(id, now);
    } catch (error) {
      jobs.delete(id);
      log.error({ err: error, campaign: id }, 'a campaign could not be planned');
      return 0;
    }
  }

  /** Not of campaigns that are still to be planned: a run that an edit has dropped makes no other a missed one. */
  async function tellMissed(at: number, unplanned: readonly CampaignId[]): Promise<void> {
    await skipMissed({ from: new Date(at - GRACE_MS), until: new Date(at), unplanned }, BATCH);
    if (unplanned.length === 0) wokeAt = undefined;
  }

  async function look(now: number): Promise<boolean> {
    if (now - lookedAt > ASLEEP_MS) wokeAt = now;
    lookedAt = now;
    let open = await campaigns.behind(new Date(now + REFILL_MS));
    for (const id of jobs.keys()) if (!open.includes(id)) jobs.delete(id);
    let left = SLICE;
    while (open.length > 0 && left > 0) {
      const unfinished: CampaignId[] = [];
      for (const id of open) {
        const rows = await tried(id, now);
        left -= rows;
        if (rows >= BATCH) unfinished.push(id);
      }
      open = unfinished;
    }
    if (wokeAt !== undefined) await tellMissed(wokeAt, open);
    return open.length > 0;
  }

  return {
    plan(now) {
      const looking = last.then(() => look(now));
      last = looking.catch(() => undefined);
      return looking;
    },
  };
}

import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import type { Tx } from '@common/db/index.js';
import type { CampaignId, CreativeId, DealId, GroupId } from '@common/ids.js';
import type { Campaign, CampaignStatus, Placement, Schedule } from '@common/models/index.js';
import { done, isRefused, type Outcome, refuse } from '@common/outcome.js';
import type { LocalTime } from '@common/time.js';
import { type Act, type Action, noteHappening } from '../audit/index.js';
import type { BrandRef } from '../brands/index.js';
import { touchPostingLease } from '../settings/index.js';
import { campaignActions, campaignHappenings } from './campaign.policy.js';
import {
  behindCampaigns,
  campaignIdsOfBrand,
  campaignsBeside,
  campaignsOfDeal,
  findCampaign,
  insertCampaign,
  listCampaigns,
  markPlanned,
  planRevOf,
  updateCampaign,
} from './campaign.repo.js';
import { campaignMayBecome, DELIVERY_HOURS, postingStatus } from './campaign.rules.js';
import { changeRun, type RunChange, type Runs } from './run-exceptions.rules.js';
import { areWeights, type Weights, weightsWith } from './weights.rules.js';

export interface Plan {
  creatives: CreativeId[];
  targetGroups: GroupId[];
  schedule: Schedule;
  /** When the person decided (ms, UTC): what the schedule names from then on is wanted, however long saving takes. */
  decidedAt: number;
}

interface CampaignDeps {
  act: Act;
  clock: Clock;
  runs: Runs;
  isDealInForce(id: DealId, tx: Tx): Promise<boolean>;
  /** Told, in the transaction, of a campaign that may post again: what waited is due. */
  onMayPost(id: CampaignId, tx: Tx): Promise<void>;
}

/** A plan that was edited is reconciled from then on (ms, UTC), as far as it was planned before. */
function replanned({ planRev }: Campaign, decidedAt: number) {
  return { planRev: planRev + 1, planChangedAt: new Date(decidedAt), plannedUntil: null };
}

export function createCampaignService({ act, clock, runs, isDealInForce, onMayPost }: CampaignDeps) {
  async function statusWith(dealId: DealId | null, tx: Tx): Promise<'active' | 'waiting'> {
    return postingStatus(dealId === null || (await isDealInForce(dealId, tx)));
  }

  function edit(
    actor: Actor,
    action: Action,
    target: { id: CampaignId; rev?: number },
    decide: (before: Campaign, tx: Tx) => Promise<Partial<Campaign> | undefined>,
  ): Promise<Outcome<Campaign>> {
    return act.change(actor, action, {
      id: target.id,
      ...(target.rev !== undefined && { rev: target.rev }),
      load: (tx) => findCampaign(target.id, tx),
      async change(tx, before) {
        const change = await decide(before, tx);
        if (!change) return refuse({ key: 'refused-stale' });
        const after = await updateCampaign(before, change, tx);
        if (!after) return refuse({ key: 'refused-stale' });
        if (after.status === 'active') await onMayPost(after._id, tx);
        return done(after);
      },
    });
  }

  /** A change of status that must be a step of the state machine. */
  const moving = (before: Campaign, to: CampaignStatus) =>
    campaignMayBecome(before.status, to) ? { status: to } : undefined;

  return {
    get: findCampaign,
    list: listCampaigns,
    behind: behindCampaigns,
    beside: campaignsBeside,
    markPlanned,
    planRevOf,

    create: (
      actor: Actor,
      { id, brand, ...named }: { id: CampaignId; brand: BrandRef } & Pick<Campaign, 'name' | 'landingUrl'>,
    ): Promise<Outcome<Campaign>> =>
      act.create(actor, campaignActions.create, {
        id,
        async create(tx) {
          const known = await findCampaign(id, tx);
          if (known) return done(known);
          const modelId = brand.type === 'onlyfans' ? brand.id : null;
          const casinoId = brand.type === 'casino' ? brand.id : null;
          const fields = { ...named, type: brand.type, modelId, casinoId, createdBy: actor.userId };
          return done(await insertCampaign({ _id: id, ...fields }, tx));
        },
      }),

    /** Replaces what is advertised, where and when. What was sent stays sent; what the new plan does not want goes. */
    setPlan: (actor: Actor, id: CampaignId, rev: number, { decidedAt, ...plan }: Plan) =>
      edit(actor, campaignActions.schedule, { id, rev }, async (before, tx) => {
        const meant = before.status === 'paused' ? 'paused' : await statusWith(before.dealId, tx);
        if (meant !== before.status && !campaignMayBecome(before.status, meant)) return undefined;
        // What a creative weighed is forgotten with it.
        const { creatives } = plan;
        const creativeWeights = weightsWith({ ...before, creatives }, {});
        return { ...plan, creativeWeights, status: meant, ...replanned(before, decidedAt) };
      }),

    /** Skips, moves or brings back one run of its schedule; posts of it that wait follow. */
    changeRun: (
      actor: Actor,
      id: CampaignId,
      rev: number,
      { nominal, change, decidedAt }: { nominal: LocalTime; change: RunChange; decidedAt: number },
    ) =>
      act.change(actor, campaignActions[change.kind], {
        id,
        rev,
        load: (tx) => findCampaign(id, tx),
        async change(tx, before) {
          if (!before.schedule) return refuse({ key: 'refused-gone' });
          const changed = changeRun(before.schedule, nominal, change, { now: decidedAt, runs });
          if (isRefused(changed)) return changed;
          const plan = { schedule: changed.ok, ...replanned(before, decidedAt) };
          const after = await updateCampaign(before, plan, tx);
          return after ? done(after) : refuse({ key: 'refused-stale' });
        },
      }),

    /** How much of its posts each of its creatives gets; posts that wait follow. */
    weigh: (
      actor: Actor,
      id: CampaignId,
      rev: number,
      { weights, decidedAt }: { weights: Weights; decidedAt: number },
    ) =>
      act.change(actor, campaignActions.weigh, {
        id,
        rev,
        load: (tx) => findCampaign(id, tx),
        async change(tx, before) {
          if (!areWeights(weights, before.creatives)) return refuse({ key: 'refused-weights' });
          const change = { creativeWeights: weights, ...replanned(before, decidedAt) };
          const after = await updateCampaign(before, change, tx);
          return after ? done(after) : refuse({ key: 'refused-stale' });
        },
      }),

    /** How often it posts at most; what is left out stays. */
    setLimits: (actor: Actor, id: CampaignId, rev: number, limits: Partial<Campaign['limits']>) =>
      edit(actor, campaignActions.limit, { id, rev }, async (before) => ({
        limits: { ...before.limits, ...limits },
      })),

    pause: (actor: Actor, id: CampaignId, rev: number) =>
      edit(actor, campaignActions.pause, { id, rev }, async (before, tx) => {
        // An intent that is open in an older snapshot has to wait, and sees the pause when it tries again.
        await touchPostingLease(tx);
        return moving(before, 'paused');
      }),

    resume: (actor: Actor, id: CampaignId, rev: number) =>
      edit(actor, campaignActions.resume, { id, rev }, async (before, tx) =>
        moving(before, await statusWith(before.dealId, tx)),
      ),

    /** How its posts stand in their groups, from the next one on. */
    place: (
      actor: Actor,
      id: CampaignId,
      rev: number,
      placed: Partial<Pick<Placement, 'rule' | 'pin' | 'silent'>>,
    ) =>
      edit(actor, campaignActions.place, { id, rev }, async ({ placement }) => ({
        placement: { ...placement, ...placed, ...(placed.rule && DELIVERY_HOURS[placed.rule]) },
      })),

    /** Nothing of it is posted from `at` on, or (null) it may be again; `also` belongs to the same transaction. */
    setTakenDown: (
      actor: Actor,
      id: CampaignId,
      at: Date | null,
      also: (tx: Tx) => Promise<void>,
    ): Promise<Outcome<Campaign>> =>
      edit(actor, at ? campaignActions.takeDown : campaignActions.allow, { id }, async (before, tx) => {
        if (Boolean(before.takenDownAt) === Boolean(at)) return undefined;
        await also(tx);
        return { takenDownAt: at };
      }),

    /** Ids of all campaigns of a brand, whatever their state. */
    idsOfBrand: campaignIdsOfBrand,

    /** From now on the campaign posts only while the deal is in force. */
    attachDeal: (actor: Actor, id: CampaignId, rev: number, dealId: DealId) =>
      edit(actor, campaignActions.attachDeal, { id, rev }, async (before, tx) => ({
        dealId,
        ...(before.status === 'active' && { status: await statusWith(dealId, tx) }),
      })),

    detachDeal: (actor: Actor, id: CampaignId, rev: number) =>
      edit(actor, campaignActions.detachDeal, { id, rev }, async (before) => ({
        dealId: null,
        ...(before.status === 'waiting' && { status: 'active' as const }),
      })),

    /** A deal has come into force: campaigns that waited for it may post. Part of the decision's transaction. */
    async dealInForce(dealId: DealId, tx: Tx): Promise<void> {
      for (const campaign of await campaignsOfDeal(dealId, 'waiting', tx)) {
        const opened = await updateCampaign(campaign, { status: 'active' }, tx);
        if (!opened) continue;
        await onMayPost(opened._id, tx);
        await noteHappening(
          campaignHappenings.open,
          {
            userId: null,
            entityId: opened._id,
            before: { status: campaign.status },
            after: { status: opened.status, dealId },
            origin: 'deal',
            at: clock.now(),
          },
          tx,
        );
      }
    },
  };
}

export type CampaignService = ReturnType<typeof createCampaignService>;

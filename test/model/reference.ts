import type { Schedule } from '../../src/common/models/index.js';
import { type CampaignModel, type GroupModel, type Refusal, refusalOf } from './reference-rules.js';
import { type Run, runsOf } from './runs.js';
import { DAY, HOUR } from './wall.js';

/** What is wanted of a campaign since somebody last said so. */
export interface PlanModel {
  schedule: Schedule;
  /** Places in the list of groups. */
  groups: readonly number[];
}

/** What Telegram does to a group's next ad. `arrives`: the ad stands there all the same. */
export type FaultModel =
  | { kind: 'busy'; seconds: number }
  | { kind: 'refused' }
  | { kind: 'unanswered'; arrives: boolean };

export type SlotState = 'waiting' | 'sent' | 'unknown' | 'held' | 'failed' | 'skipped' | 'cancelled';

/** One run in one group, from when its time has come or a person has touched it. */
export interface SlotModel {
  campaign: number;
  group: number;
  name: string;
  due: number;
  /** When it is thought of again. */
  wake: number;
  state: SlotState;
  reason: string | null;
  touched: boolean;
  overridden: boolean;
  /** When it left, or may have left. */
  at: number | null;
  /** Whether it stands in its group. */
  arrived: boolean;
  /** Until when nothing else may follow it. */
  topUntil: number;
  /** Whether it counts against limits: it stands in its group, or may. */
  counts: boolean;
}

const GRACE = HOUR;
const SECOND = 1_000;
/** Nobody looked for so long: what came due meanwhile was missed. */
const ASLEEP = 60 * SECOND;

export const slotKey = (slot: Pick<SlotModel, 'campaign' | 'group' | 'name'>) =>
  `${slot.campaign} ${slot.group} ${slot.name}`;

/**
 * What Herald should do, said in the plainest way: every run is found by walking over a wall, every waiting post is
 * asked one rule after the other at each look. It knows no database, no revisions of plans and no transactions, and
 * plans nothing ahead: a slot is there when its time has come.
 */
export function createReference(startAt: number, campaigns: CampaignModel[], groups: GroupModel[]) {
  const slots = new Map<string, SlotModel>();
  const runs = new Map<PlanModel, Run[]>();
  let stopped = false;
  let now = startAt;
  let lookedAt = Number.NEGATIVE_INFINITY;

  const all = () => [...slots.values()];
  const waiting = () => all().filter(({ state }) => state === 'waiting');

  function runsOfPlan(plan: PlanModel): Run[] {
    const known = runs.get(plan);
    if (known) return known;
    const found = runsOf(plan.schedule, startAt - 2 * DAY, startAt + 12 * DAY);
    runs.set(plan, found);
    return found;
  }

  /** The runs that the campaign's present plan still wants: those after its edit; of a single moment also that very one. */
  function wanted({ plan, editedAt }: CampaignModel): Run[] {
    if (!plan) return [];
    const isOnce = plan.schedule.rule.kind === 'once';
    return runsOfPlan(plan).filter(({ at }) => at > editedAt || (isOnce && at === editedAt));
  }

  function slotOf(campaign: number, group: number, { name, at }: Run): SlotModel {
    const place = { campaign, group, name };
    const known = slots.get(slotKey(place));
    if (known) return known;
    const slot: SlotModel = {
      ...place,
      due: at,
      wake: at,
      state: 'waiting',
      reason: null,
      touched: false,
      overridden: false,
      at: null,
      arrived: false,
      topUntil: 0,
      counts: false,
    };
    slots.set(slotKey(place), slot);
    return slot;
  }

  function end(slot: SlotModel, state: 'failed' | 'skipped' | 'cancelled', reason: string | null): void {
    Object.assign(slot, { state, reason, counts: false });
  }

  function comeDue(): void {
    for (const [number, campaign] of campaigns.entries())
      for (const run of wanted(campaign))
        if (run.at <= now) for (const group of campaign.plan?.groups ?? []) slotOf(number, group, run);
  }

  /** Of several runs of one campaign and group that nobody saw come due, only the last inside the grace is not missed. */
  function miss(): void {
    const unseen = waiting().filter(
      ({ touched, reason, due }) => !touched && reason === null && due <= now && due >= now - GRACE,
    );
    for (const slot of unseen) {
      const later = unseen.some(
        ({ campaign, group, due }) => campaign === slot.campaign && group === slot.group && due > slot.due,
      );
      if (later) end(slot, 'skipped', 'why-missed');
    }
  }

  /** What counts against gaps, top holds and limits: all that stands in the group or may stand there. */
  const left = (group: number) => all().filter((slot) => slot.group === group && slot.at !== null);

  function ask(slot: SlotModel): Refusal | undefined {
    const campaign = campaigns[slot.campaign] as CampaignModel;
    const group = groups[slot.group] as GroupModel;
    const before = left(slot.group);
    return refusalOf(slot, now, {
      campaign,
      group,
      lastAt: Math.max(Number.NEGATIVE_INFINITY, ...before.map(({ at }) => at ?? 0)),
      topUntil: Math.max(0, ...before.map(({ topUntil }) => topUntil)),
      counted: (limit) =>
        all().filter((one) => one.counts && limit.covers(one) && limit.holdsAt(one.at ?? 0)).length,
    });
  }

  function leave(slot: SlotModel): void {
    const campaign = campaigns[slot.campaign] as CampaignModel;
    const group = groups[slot.group] as GroupModel;
    const fault = group.faults.shift();
    group.freeAt = now + SECOND;
    if (fault?.kind === 'busy') {
      slot.reason = 'why-slow-down';
      slot.wake = now + fault.seconds * SECOND;
      group.freeAt = Math.max(group.freeAt, slot.wake);
      return;
    }
    if (fault?.kind === 'refused') {
      end(slot, 'failed', 'failed-other');
      return;
    }
    Object.assign(slot, { at: now, counts: true, topUntil: now + (campaign.topHours ?? 0) * HOUR });
    slot.arrived = fault?.arrives ?? true;
    slot.state = fault ? 'unknown' : 'sent';
    slot.reason = fault ? 'why-unknown' : null;
  }

  /** Whether its plan lost its group after its time had come; what a person touched stays. */
  function isTakenOut({ campaign, group, touched }: SlotModel): boolean {
    return !touched && !campaigns[campaign]?.plan?.groups.includes(group);
  }

  function decide(slot: SlotModel): void {
    const refusal = isTakenOut(slot) ? undefined : ask(slot);
    if (isTakenOut(slot)) end(slot, 'cancelled', 'why-taken-out');
    else if (!refusal) leave(slot);
    else if (refusal.until === undefined) end(slot, 'skipped', refusal.reason);
    else Object.assign(slot, { reason: refusal.reason, wake: refusal.until });
  }

  /** At most one a second in each group: the higher priority first, then the earlier; the others stand in line. */
  function decideIn(group: GroupModel, number: number): void {
    const awake = waiting()
      .filter((slot) => slot.group === number && slot.wake <= now)
      .sort((a, b) => b.campaign - a.campaign || a.due - b.due);
    if (group.lastTurn < now) group.lastTurn = 0;
    const first = now >= group.freeAt ? awake.shift() : undefined;
    if (first) decide(first);
    for (const slot of awake) {
      group.lastTurn = Math.max(now + SECOND, group.freeAt, group.lastTurn + SECOND);
      slot.wake = group.lastTurn;
    }
  }

  function wakeOverdue(which: (slot: SlotModel) => boolean): void {
    for (const slot of waiting()) if (slot.due <= now && which(slot)) slot.wake = now;
  }

  return {
    campaigns,
    groups,
    slots: all,
    slotOf,
    wanted,
    isStopped: () => stopped,

    /** Herald looks at its queue at `at` (ms, UTC). */
    look(at: number): void {
      now = at;
      comeDue();
      if (now - lookedAt > ASLEEP) miss();
      lookedAt = now;
      if (!stopped) for (const [number, group] of groups.entries()) decideIn(group, number);
    },
    /** When there is something to look for again. */
    next(): number {
      const overdue = waiting().some(({ due }) => due <= now);
      const runs = campaigns.flatMap((campaign) => wanted(campaign).map(({ at }) => at));
      const wakes = stopped ? (overdue ? [now + ASLEEP] : []) : waiting().map(({ wake }) => wake);
      return Math.min(...[...runs, ...wakes].filter((time) => time > now));
    },
    /** The process was replaced by another one, which does not know when the last looked. */
    restart(): void {
      lookedAt = Number.NEGATIVE_INFINITY;
      for (const group of groups) group.lastTurn = 0;
    },

    stop(): void {
      stopped = true;
    },
    /** `missed`: what becomes of posts that came due meanwhile. */
    resume(missed: 'run' | 'skip'): void {
      if (!stopped) return;
      stopped = false;
      if (missed === 'run') wakeOverdue(() => true);
      else for (const slot of waiting()) if (slot.due <= now) end(slot, 'skipped', 'why-stopped');
    },
    setPlan(number: number, plan: PlanModel): void {
      const campaign = campaigns[number] as CampaignModel;
      // What came due in this very moment came due by the old plan.
      comeDue();
      Object.assign(campaign, { plan, editedAt: now });
      for (const slot of waiting())
        if (slot.campaign === number && isTakenOut(slot)) end(slot, 'cancelled', 'why-taken-out');
    },
    /** A campaign was changed: where it may post, what waited for it is asked anew. */
    changed(number: number): void {
      const { paused, deal } = campaigns[number] as CampaignModel;
      if (!paused && deal !== 'proposed') wakeOverdue(({ campaign }) => campaign === number);
    },
    wakeGroup: (number: number) => wakeOverdue(({ group }) => group === number),
    wakeAll: () => wakeOverdue(() => true),

    /** A person moves it, or lets it go (again); from now on no plan touches it. */
    touch(slot: SlotModel, due: number): void {
      Object.assign(slot, { state: 'waiting', touched: true, reason: null, due, wake: Math.max(due, now) });
      Object.assign(slot, { at: null, topUntil: 0 });
    },
    cancel(slot: SlotModel): void {
      slot.touched = true;
      end(slot, 'cancelled', slot.reason);
    },
    /** What became of a post of which nobody knew: that it was found, asked of a person, or proven not to be there. */
    learn(slot: SlotModel, what: 'found' | 'held' | 'not there'): void {
      if (what === 'not there')
        Object.assign(slot, {
          state: 'waiting',
          reason: 'why-ruled-out',
          wake: now,
          at: null,
          topUntil: 0,
          counts: false,
        });
      else if (what === 'found') Object.assign(slot, { state: 'sent', reason: null });
      else slot.state = 'held';
    },
  };
}

export type Reference = ReturnType<typeof createReference>;

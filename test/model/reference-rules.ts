import type { FaultModel, PlanModel, SlotModel } from './reference.js';
import { dayOf, firstMinute, HOUR, MINUTE, wallAt, weekOf } from './wall.js';

export interface CampaignModel {
  plan: PlanModel | null;
  editedAt: number;
  paused: boolean;
  /** Its deal, if it has one. */
  deal: 'none' | 'proposed' | 'in-force';
  daily: number | null;
  weekly: number | null;
  total: number | null;
  topHours: number | null;
}

export interface GroupModel {
  zone: string;
  paused: boolean;
  quiet: { from: string; to: string } | null;
  gapMin: number | null;
  dailyMax: number | null;
  /** What its next ads meet. */
  faults: FaultModel[];
  /** When Telegram takes the next message, and when the last in line has its turn. */
  freeAt: number;
  lastTurn: number;
}

/** `until`: when to ask again; without it the post is not sent. */
export interface Refusal {
  reason: string;
  until?: number;
}

interface Surroundings {
  campaign: CampaignModel;
  group: GroupModel;
  /** When the last ad of the group left. */
  lastAt: number;
  topUntil: number;
  /** How many posts count against a limit: all that left in its time, whether or not it was set then. */
  counted(limit: Limit): number;
}

export interface Limit {
  max: number;
  reason: string;
  /** Whose posts count. */
  covers(slot: Pick<SlotModel, 'campaign' | 'group'>): boolean;
  /** Whether another minute lies in its time. */
  holdsAt(minute: number): boolean;
}

/** The limits that a post counts against now: days of a group by its own zone, of a campaign by the schedule's. */
function limitsOf(
  { campaign: number, group: place }: Pick<SlotModel, 'campaign' | 'group'>,
  now: number,
  campaign: CampaignModel,
  group: GroupModel,
): Limit[] {
  const zone = campaign.plan?.schedule.zone ?? 'UTC';
  const here = wallAt(now, group.zone);
  const there = wallAt(now, zone);
  const isHere = (slot: Pick<SlotModel, 'campaign' | 'group'>) =>
    slot.campaign === number && slot.group === place;
  const limits: (Omit<Limit, 'max'> & { max: number | null })[] = [
    {
      covers: (slot) => slot.group === place,
      max: group.dailyMax,
      reason: 'why-group-daily',
      holdsAt: (minute) => dayOf(wallAt(minute, group.zone)) === dayOf(here),
    },
    {
      covers: isHere,
      max: campaign.daily,
      reason: 'why-campaign-daily',
      holdsAt: (minute) => dayOf(wallAt(minute, zone)) === dayOf(there),
    },
    {
      covers: isHere,
      max: campaign.weekly,
      reason: 'why-campaign-weekly',
      holdsAt: (minute) => weekOf(wallAt(minute, zone)) === weekOf(there),
    },
    {
      covers: (slot) => slot.campaign === number,
      max: campaign.total,
      reason: 'why-campaign-total',
      holdsAt: () => true,
    },
  ];
  return limits.flatMap((limit) => (limit.max === null ? [] : [{ ...limit, max: limit.max }]));
}

function isQuiet(minute: number, { quiet, zone }: GroupModel): boolean {
  if (!quiet) return false;
  const time = wallAt(minute, zone).slice(11, 16);
  const { from, to } = quiet;
  return from <= to ? time >= from && time < to : time >= from || time < to;
}

/** Why a post does not leave now; undefined: it does. The first rule that says no decides. */
export function refusalOf(
  slot: SlotModel,
  now: number,
  { campaign, group, lastAt, topUntil, counted }: Surroundings,
): Refusal | undefined {
  const lastMoment = slot.due + HOUR;
  const isLate = now > lastMoment;
  /** Somebody may open it at any moment: asked again when the grace is over. */
  const opening = (reason: string): Refusal => (isLate ? { reason } : { reason, until: lastMoment + 1 });
  /** It ends at a known time, which is waited for inside the grace. */
  const passing = (reason: string, until: number | undefined): Refusal =>
    until !== undefined && until <= lastMoment ? { reason, until } : { reason };
  const firstFree = (isHeld: (minute: number) => boolean) =>
    firstMinute(now, lastMoment - now + MINUTE, (minute) => !isHeld(minute));

  if (campaign.paused) return opening('why-paused');
  if (campaign.deal === 'proposed') return opening('why-deal');
  if (group.paused) return opening('why-group-not-active');
  if (isLate) return { reason: 'why-late' };
  if (slot.overridden) return undefined;
  if (isQuiet(now, group))
    return passing(
      'why-quiet',
      firstFree((minute) => isQuiet(minute, group)),
    );
  const gapUntil = lastAt + (group.gapMin ?? 0) * MINUTE;
  if (gapUntil > now) return passing('why-gap', gapUntil);
  if (topUntil > now) return passing('why-top-hold', topUntil);
  const full = limitsOf(slot, now, campaign, group).find((limit) => counted(limit) >= limit.max);
  return full && passing(full.reason, firstFree(full.holdsAt));
}

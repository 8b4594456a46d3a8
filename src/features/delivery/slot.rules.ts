import type { Message } from '@common/i18n/index.js';
import type { Campaign, PostReason } from '@common/models/index.js';

/** All that decides whether a post may go out now, read in one snapshot. Times are ms, UTC. */
export interface SlotFacts {
  now: number;
  dueAt: number;
  graceMs: number;
  stopped: boolean;
  campaign: Pick<Campaign, 'status' | 'promo'> | null;
  dealInForce: boolean;
  /** Why the group takes no such post; null when it does. */
  groupProblem: Message | null;
  /** Why the creative can't be sent any more; null when it can. */
  creativeProblem: Message | null;
}

export type Verdict = { go: true } | { wait: PostReason } | { skip: PostReason };

interface Rule {
  name: string;
  /** Why the post may not go out, and whether that can pass by itself inside the grace. */
  check(facts: SlotFacts): { reason: Message; passes: boolean } | undefined;
}

const isLate = ({ now, dueAt, graceMs }: SlotFacts) => now > dueAt + graceMs;

/** In the order in which a person would ask: what was paused until it was too late was not sent because of the pause. */
const RULES: readonly Rule[] = [
  {
    name: 'not-stopped',
    check: ({ stopped }) => (stopped ? { reason: { key: 'why-stopped' }, passes: true } : undefined),
  },
  {
    name: 'campaign-active',
    check: (facts) => {
      const { campaign } = facts;
      if (!campaign) return { reason: { key: 'why-campaign-gone' }, passes: false };
      if (campaign.status === 'paused') return { reason: { key: 'why-paused' }, passes: !isLate(facts) };
      if (campaign.status === 'active' || campaign.status === 'waiting') return undefined;
      return { reason: { key: 'why-campaign-over' }, passes: false };
    },
  },
  {
    name: 'deal-in-force',
    check: (facts) =>
      facts.dealInForce && facts.campaign?.status !== 'waiting'
        ? undefined
        : { reason: { key: 'why-deal' }, passes: !isLate(facts) },
  },
  {
    name: 'in-time',
    check: (facts) => (isLate(facts) ? { reason: { key: 'why-late' }, passes: false } : undefined),
  },
  {
    name: 'promo-valid',
    check: ({ campaign, now }) =>
      campaign?.promo?.validUntil && campaign.promo.validUntil.getTime() < now
        ? { reason: { key: 'why-promo' }, passes: false }
        : undefined,
  },
  {
    name: 'group-takes-it',
    check: ({ groupProblem }) => (groupProblem ? { reason: groupProblem, passes: false } : undefined),
  },
  {
    name: 'creative-fits',
    check: ({ creativeProblem }) =>
      creativeProblem ? { reason: creativeProblem, passes: false } : undefined,
  },
];

/** Asks the rules one by one; the first that says no decides, and the trace tells which were asked. */
export function judge(facts: SlotFacts): Verdict {
  const trace: PostReason['trace'] = [];
  for (const rule of RULES) {
    const refusal = rule.check(facts);
    trace.push({ rule: rule.name, passed: !refusal });
    if (!refusal) continue;
    const reason = { why: refusal.reason, trace };
    return refusal.passes ? { wait: reason } : { skip: reason };
  }
  return { go: true };
}

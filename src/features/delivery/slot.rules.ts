import type { Message } from '@common/i18n/index.js';
import type { Campaign, PostReason, RuleName } from '@common/models/index.js';

/** All that decides whether a post may go out now, read in one snapshot. Times are ms, UTC. */
export interface SlotFacts {
  now: number;
  dueAt: number;
  graceMs: number;
  /** An admin let it go out once against everything that only limits how much. */
  overridden: boolean;
  stopped: boolean;
  campaign: Pick<Campaign, 'status' | 'promo' | 'dealId'> | null;
  dealInForce: boolean;
  dealRequired: boolean;
  /** Why the group takes no such post, the creative or brand can't be shown there; null when they can. */
  groupProblem: Message | null;
  /** Whether somebody may mend at any moment what the group's problem is. */
  groupMendable: boolean;
  creativeProblem: Message | null;
  brandProblem: Message | null;
  /** The creative speaks another language than the group; null when it does not, or nobody has said. */
  languageProblem: Message | null;
  /** A proof of age is asked for, and nobody has seen the creator's. */
  creatorUnverified: boolean;
  /** When what holds the group back ends; null where nothing does. */
  quietUntil: number | null;
  gapUntil: number | null;
  topHoldUntil: number | null;
  fatigueUntil: number | null;
  /** Limits that are used up, in the order in which they are told. */
  fullCaps: readonly { reason: Message; endsAt: number }[];
}

export type Verdict = { go: true } | { wait: PostReason; until: number } | { skip: PostReason };

/** `until`: when to ask again; without it the post is skipped. */
interface Refusal {
  reason: Message;
  until?: number;
}

interface Rule {
  name: RuleName;
  /** Bears only on how much a group gets, and when: what an admin may override. */
  limiting?: true;
  check(facts: SlotFacts): Refusal | undefined;
}

const endOfGrace = ({ dueAt, graceMs }: SlotFacts) => dueAt + graceMs;
const isLate = (facts: SlotFacts) => facts.now > endOfGrace(facts);

/** What passes at a known time waits for it, if that lies inside the slot's grace. */
function passing(facts: SlotFacts, reason: Message, until: number): Refusal {
  return until <= endOfGrace(facts) ? { reason, until } : { reason };
}

/** What a person may open at any time is asked again when the grace is over, and by whoever opens it. */
function opening(facts: SlotFacts, reason: Message): Refusal {
  return isLate(facts) ? { reason } : { reason, until: endOfGrace(facts) + 1 };
}

const forGood = (reason: Message | null): Refusal | undefined => (reason ? { reason } : undefined);

const held = (name: RuleName, key: 'why-quiet' | 'why-gap' | 'why-top-hold' | 'why-fatigue', end: EndFact) =>
  ({
    name,
    limiting: true,
    check(facts) {
      const until = facts[end];
      return until !== null && until > facts.now ? passing(facts, { key }, until) : undefined;
    },
  }) satisfies Rule;
type EndFact = 'quietUntil' | 'gapUntil' | 'topHoldUntil' | 'fatigueUntil';

/** In the order in which a person would ask: what was paused until it was too late was not sent because of the pause. */
const RULES: readonly Rule[] = [
  {
    name: 'not-stopped',
    // While stopped nothing is claimed, so the row may stay awake.
    check: ({ stopped, now }) => (stopped ? { reason: { key: 'why-stopped' }, until: now } : undefined),
  },
  {
    name: 'campaign-active',
    check: (facts) => {
      const { campaign } = facts;
      if (!campaign) return { reason: { key: 'why-campaign-gone' } };
      if (campaign.status === 'paused') return opening(facts, { key: 'why-paused' });
      if (campaign.status === 'active' || campaign.status === 'waiting') return undefined;
      return { reason: { key: 'why-campaign-over' } };
    },
  },
  {
    name: 'deal-in-force',
    check: (facts) => {
      if (facts.dealRequired && !facts.campaign?.dealId) return opening(facts, { key: 'why-deal-required' });
      const open = facts.dealInForce && facts.campaign?.status !== 'waiting';
      return open ? undefined : opening(facts, { key: 'why-deal' });
    },
  },
  {
    name: 'promo-valid',
    check: ({ campaign, now }) =>
      campaign?.promo?.validUntil && campaign.promo.validUntil.getTime() < now
        ? { reason: { key: 'why-promo' } }
        : undefined,
  },
  {
    name: 'group-takes-it',
    check: (facts) => {
      const { groupProblem, groupMendable } = facts;
      return groupProblem && groupMendable ? opening(facts, groupProblem) : forGood(groupProblem);
    },
  },
  {
    name: 'creator-verified',
    check: (facts) =>
      facts.creatorUnverified ? opening(facts, { key: 'why-creator-unverified' }) : undefined,
  },
  {
    name: 'in-time',
    check: (facts) => (isLate(facts) ? { reason: { key: 'why-late' } } : undefined),
  },
  { name: 'creative-fits', check: ({ creativeProblem }) => forGood(creativeProblem) },
  { name: 'brand-fits', check: ({ brandProblem }) => forGood(brandProblem) },
  { name: 'language-fits', check: ({ languageProblem }) => forGood(languageProblem) },
  held('quiet-hours', 'why-quiet', 'quietUntil'),
  held('gap', 'why-gap', 'gapUntil'),
  held('top-hold', 'why-top-hold', 'topHoldUntil'),
  {
    name: 'limits',
    limiting: true,
    check: (facts) => {
      const [full] = facts.fullCaps;
      return full && passing(facts, full.reason, full.endsAt);
    },
  },
  held('fatigue', 'why-fatigue', 'fatigueUntil'),
];

/** Asks the rules one by one; the first that says no decides, and the trace tells which were asked. */
export function judge(facts: SlotFacts): Verdict {
  const trace: PostReason['trace'] = [];
  for (const rule of RULES) {
    if (rule.limiting && facts.overridden) continue;
    const refusal = rule.check(facts);
    trace.push({ rule: rule.name, passed: !refusal, ...(rule.limiting && { limiting: true }) });
    if (!refusal) continue;
    const reason = { why: refusal.reason, trace };
    return refusal.until === undefined ? { skip: reason } : { wait: reason, until: refusal.until };
  }
  return { go: true };
}

import { createHash } from 'node:crypto';
import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import type { Tx } from '@common/db/index.js';
import type { DealId, TelegramUserId, UserId } from '@common/ids.js';
import type { Deal } from '@common/models/index.js';
import type { Money } from '@common/money.js';
import { done, type Outcome, refuse } from '@common/outcome.js';
import type { Act } from '../audit/index.js';
import type { BrandRef } from '../brands/index.js';
import type { Notifications } from '../notifications/index.js';
import { dealActions } from './deal.policy.js';
import { countDeals, findDeal, insertDeal, listDeals, updateDeal } from './deal.repo.js';
import { canonicalTerms, dealMayBecome, type Terms } from './deal.rules.js';

/** The card that admins decide on, and the one that tells the proposer. */
export const PROPOSED_CARD = 'deal.proposed';
export const DECIDED_CARD = 'deal.decided';

/** Kinds that can be proposed so far; the others come with their reports. */
export const PROPOSABLE = ['flat', 'cpa'] as const;
export type ProposableKind = (typeof PROPOSABLE)[number];

interface DealDeps {
  act: Act;
  clock: Clock;
  notifications: Notifications;
  adminIds(): Promise<TelegramUserId[]>;
  telegramIdOf(userId: UserId): Promise<TelegramUserId | undefined>;
  /** Told, in the decision's transaction, of a deal that is in force from now on. */
  onInForce(id: DealId, tx: Tx): Promise<void>;
}

export interface Proposal {
  id: DealId;
  brand: BrandRef;
  kind: ProposableKind;
  money: Money;
}

function termsOf({ brand, kind, money }: Proposal): Terms {
  return {
    modelId: brand.type === 'onlyfans' ? brand.id : null,
    casinoId: brand.type === 'casino' ? brand.id : null,
    kind,
    terms: { minor: money.minor, sharePercent: null },
    currency: money.currency,
    period: { from: null, to: null },
    caps: { daily: null, total: null },
  };
}

export function createDealService(deps: DealDeps) {
  const { act, clock, notifications } = deps;

  /** The first decision wins: it stands in a revision that nobody else can decide on again. */
  function decide(
    actor: Actor,
    id: DealId,
    rev: number,
    decision: 'approved' | 'rejected',
  ): Promise<Outcome<Deal>> {
    const status = decision === 'approved' ? 'in-force' : 'rejected';
    return act.change(actor, decision === 'approved' ? dealActions.approve : dealActions.reject, {
      id,
      rev,
      load: (tx) => findDeal(id, tx),
      async change(tx, before) {
        if (!dealMayBecome(before.status, status)) return refuse({ key: 'refused-stale' });
        const { termsHash } = before;
        const approval = { userId: actor.userId, decision, at: new Date(clock.now()), termsHash, note: null };
        const after = await updateDeal(before, { status, approvals: [...before.approvals, approval] }, tx);
        if (!after) return refuse({ key: 'refused-stale' });
        if (decision === 'approved') await deps.onInForce(id, tx);
        await notifications.refresh(tx, { kind: PROPOSED_CARD, thingId: id });
        const proposer = await deps.telegramIdOf(after.createdBy);
        if (proposer !== undefined && proposer !== actor.telegramId)
          await notifications.announce(tx, {
            kind: DECIDED_CARD,
            thingId: id,
            thingRev: after.rev,
            to: [proposer],
          });
        return done(after);
      },
    });
  }

  return {
    get: findDeal,
    list: listDeals,
    proposedCount: () => countDeals('proposed'),
    async isInForce(id: DealId, tx?: Tx): Promise<boolean> {
      return (await findDeal(id, tx))?.status === 'in-force';
    },

    propose: (actor: Actor, proposal: Proposal): Promise<Outcome<Deal>> =>
      act.create(actor, dealActions.propose, {
        id: proposal.id,
        async create(tx) {
          const known = await findDeal(proposal.id, tx);
          if (known) return done(known);
          const terms = termsOf(proposal);
          const termsHash = createHash('sha256').update(canonicalTerms(terms)).digest('hex');
          const deal = await insertDeal(
            { _id: proposal.id, ...terms, termsHash, createdBy: actor.userId },
            tx,
          );
          const to = await deps.adminIds();
          await notifications.announce(tx, {
            kind: PROPOSED_CARD,
            thingId: deal._id,
            thingRev: deal.rev,
            to,
          });
          return done(deal);
        },
      }),

    approve: (actor: Actor, id: DealId, rev: number) => decide(actor, id, rev, 'approved'),
    reject: (actor: Actor, id: DealId, rev: number) => decide(actor, id, rev, 'rejected'),
  };
}

export type DealService = ReturnType<typeof createDealService>;

import type { Deal, DealStatus } from '@common/models/index.js';

export const DEAL_TRANSITIONS: Record<DealStatus, readonly DealStatus[]> = {
  proposed: ['in-force', 'rejected'],
  'in-force': ['ended'],
  rejected: [],
  ended: [],
};

export function dealMayBecome(from: DealStatus, to: DealStatus): boolean {
  return DEAL_TRANSITIONS[from].includes(to);
}

export type Terms = Pick<Deal, 'modelId' | 'casinoId' | 'kind' | 'terms' | 'currency' | 'period' | 'caps'>;

/** The terms as one text, always in the same order: what is hashed, so that any edit voids approvals. */
export function canonicalTerms({ modelId, casinoId, kind, terms, currency, period, caps }: Terms): string {
  const dates = [period.from, period.to].map((date) => date?.getTime() ?? null);
  return JSON.stringify([
    modelId,
    casinoId,
    kind,
    terms.minor,
    terms.sharePercent,
    currency,
    dates,
    caps.daily,
    caps.total,
  ]);
}

import type { Actor } from '@common/actor.js';
import { t } from '@common/i18n/index.js';
import type { Deal, DealStatus } from '@common/models/index.js';
import { formatMoney } from '@common/money.js';
import { formatMoment } from '@common/time.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button } from '../../telegram/callback.js';
import { backRow, homeButton } from '../../telegram/home-button.js';
import { listPager, type Page } from '../../telegram/pager.js';
import type { PanelPart } from '../../telegram/panel.js';
import type { Screen } from '../../telegram/screen.js';
import { may } from '../audit/index.js';
import { dealActions } from './deal.policy.js';

/** A deal with the names that people know it by. */
export interface DealLine {
  deal: Deal;
  brand: string;
  proposer: string;
  /** Who decided, if somebody has. */
  decider: string | undefined;
}

const ICONS: Record<DealStatus, string> = { proposed: '🕒', 'in-force': '🤝', rejected: '🚫', ended: '🏁' };

/** "$1,500.00 flat" */
function termsText({ kind, terms, currency }: Deal, { locale }: Actor): string {
  const amount = terms.minor === null ? '—' : formatMoney({ minor: terms.minor, currency }, locale);
  return t(locale, kind === 'cpa' ? 'deal-terms-cpa' : 'deal-terms-flat', { amount });
}

export function dealLabel({ deal, brand }: DealLine, actor: Actor): string {
  return `${ICONS[deal.status]} ${brand} · ${termsText(deal, actor)}`;
}

export function dealScreen(line: DealLine, actor: Actor): Screen {
  const { deal, brand, proposer, decider } = line;
  const { locale, timezone } = actor;
  const decision = deal.approvals.at(-1);
  const outcome =
    decision &&
    t(locale, decision.decision === 'approved' ? 'deal-approved-by' : 'deal-rejected-by', {
      name: decider ?? '—',
      when: formatMoment(decision.at.getTime(), timezone, locale),
    });
  const lines = [
    termsText(deal, actor),
    t(locale, 'deal-proposer', { name: proposer }),
    `${ICONS[deal.status]} ${outcome ?? t(locale, `deal-status-${deal.status}`)}`,
  ];
  const decide = (['approve', 'reject'] as const).flatMap((what) =>
    may(actor, dealActions[what], deal)
      ? [button(t(locale, `deal-${what}`), `deal.${what}`, deal._id, deal.rev)]
      : [],
  );
  return {
    body: FormattedString.join([
      FormattedString.bold(t(locale, 'deal-title', { brand })),
      '\n\n',
      lines.join('\n'),
    ]),
    rows: [...(decide.length > 0 ? [decide] : []), backRow(locale, 'deal.list', '0')],
  };
}

export function dealListScreen(page: Page<DealLine>, settings: PanelPart, actor: Actor): Screen {
  const { locale } = actor;
  const rows = page.items.map((line) => [button(dealLabel(line, actor), 'deal.open', line.deal._id)]);
  const hint = t(locale, page.items.length > 0 ? 'deal-list-hint' : 'deal-list-empty');
  return {
    body: FormattedString.join([FormattedString.bold(t(locale, 'deal-list')), '\n\n', hint]),
    rows: [
      ...rows,
      ...listPager(page, 'deal.list'),
      [button(t(locale, 'deal-new'), 'deal.new', '')],
      ...settings.rows,
      [homeButton(locale)],
    ],
  };
}

import type { Actor } from '@common/actor.js';
import { type Locale, t } from '@common/i18n/index.js';
import type { Campaign, Placement } from '@common/models/index.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button } from '../../telegram/callback.js';
import { backRow } from '../../telegram/home-button.js';
import type { Button, Screen } from '../../telegram/screen.js';
import { may } from '../audit/index.js';
import { campaignActions } from './campaign.policy.js';

export const PLACEMENT_VERBS = {
  none: 'campaign.place-none',
  '1/24': 'campaign.place-1-24',
  '2/48': 'campaign.place-2-48',
  '3/72': 'campaign.place-3-72',
} as const satisfies Record<Placement['rule'], string>;

type Placed = Pick<Campaign, '_id' | 'rev' | 'name' | 'placement' | 'createdBy' | 'status'>;

export function placementRuleText(rule: Placement['rule'], locale: Locale): string {
  return rule === 'none' ? t(locale, 'placement-none') : rule;
}

/** How posts stand in their groups, a line each; empty where nothing is said. */
export function placementLines(
  { rule, topHours, deleteAfterHours, pin, silent }: Placement,
  locale: Locale,
): string[] {
  return [
    ...(topHours === null || deleteAfterHours === null
      ? []
      : [t(locale, 'placement-rule', { top: topHours, gone: deleteAfterHours, rule })]),
    ...(pin ? [t(locale, 'placement-pinned')] : []),
    ...(silent ? [t(locale, 'placement-silent')] : []),
  ];
}

export function placementScreen(campaign: Placed, actor: Actor): Screen {
  const { _id, rev, name, placement } = campaign;
  const { locale } = actor;
  const ruleButton = (rule: Placement['rule']): Button => {
    const label = placementRuleText(rule, locale);
    return button(`${placement.rule === rule ? '✅ ' : ''}${label}`, PLACEMENT_VERBS[rule], _id, rev);
  };
  const toggle = (
    key: `placement-${'pin' | 'silent'}-${'on' | 'off'}`,
    verb: `campaign.${'pin' | 'silent'}`,
  ): Button => button(t(locale, key), verb, _id, rev);
  const placing = [
    [ruleButton('none')],
    [ruleButton('1/24'), ruleButton('2/48'), ruleButton('3/72')],
    [
      toggle(placement.pin ? 'placement-pin-on' : 'placement-pin-off', 'campaign.pin'),
      toggle(placement.silent ? 'placement-silent-on' : 'placement-silent-off', 'campaign.silent'),
    ],
  ];
  const lines = placementLines(placement, locale);
  return {
    body: FormattedString.join([
      FormattedString.bold(t(locale, 'placement-title', { name })),
      '\n\n',
      lines.length > 0 ? lines.join('\n') : t(locale, 'placement-nothing'),
      '\n\n',
      t(locale, 'placement-hint'),
    ]),
    rows: [
      ...(may(actor, campaignActions.place, campaign) ? placing : []),
      backRow(locale, 'campaign.open', _id),
    ],
  };
}

import type { Actor } from '@common/actor.js';
import { type PlainKey, t } from '@common/i18n/index.js';
import type { Campaign, CampaignStatus } from '@common/models/index.js';
import { formatDistance, formatMoment, instantOf } from '@common/time.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button } from '../../telegram/callback.js';
import { backRow, homeButton } from '../../telegram/home-button.js';
import { listPager, type Page } from '../../telegram/pager.js';
import type { PanelPart } from '../../telegram/panel.js';
import type { Button, Screen } from '../../telegram/screen.js';
import { may } from '../audit/index.js';
import { campaignActions } from './campaign.policy.js';
import { limitLines } from './limits.view.js';
import { placementLines } from './placement.view.js';
import { scheduleText } from './rule.view.js';

const ICONS: Record<CampaignStatus, string> = {
  draft: '📝',
  waiting: '⏳',
  active: '🟢',
  paused: '⏸',
  ended: '🏁',
  archived: '🗄',
};

/** A campaign with the names that people know its parts by. */
export interface CampaignLine {
  campaign: Campaign;
  brand: string;
  /** Its deal in a line, if it has one. */
  deal: string | undefined;
}

function campaignLabel({ name, status }: Pick<Campaign, 'name' | 'status'>): string {
  return `${ICONS[status]} ${name}`;
}

/** "Fri 27 Nov, 18:30 (Europe/Kyiv), in 3 h" */
export function readBack(instant: number, now: number, { timezone, locale }: Actor): string {
  return `${formatMoment(instant, timezone, locale)} (${timezone}), ${formatDistance(now, instant, locale)}`;
}

function planLines({ schedule, creatives, targetGroups }: Campaign, actor: Actor, now: number): string[] {
  if (!schedule) return [];
  const counts = { creatives: creatives.length, groups: targetGroups.length };
  const { rule, zone } = schedule;
  const when =
    rule.kind === 'once'
      ? readBack(instantOf(rule.at, zone), now, actor)
      : scheduleText(schedule, actor.locale);
  return [t(actor.locale, 'campaign-plan', counts), t(actor.locale, 'campaign-when', { when })];
}

function actionRows(campaign: Campaign, actor: Actor): Button[][] {
  const { _id, rev, dealId, creatives, schedule } = campaign;
  const { locale } = actor;
  const offer = (action: keyof typeof campaignActions, key: PlainKey, verb: `campaign.${string}`) =>
    may(actor, campaignActions[action], campaign) ? [button(t(locale, key), verb, _id, rev)] : [];
  return [
    [
      ...offer('schedule', 'campaign-schedule', 'campaign.schedule'),
      ...offer('resume', 'campaign-resume', 'campaign.resume'),
      ...offer('pause', 'campaign-pause', 'campaign.pause'),
    ],
    dealId === null
      ? offer('attachDeal', 'campaign-propose-deal', 'campaign.deal')
      : offer('detachDeal', 'campaign-detach-deal', 'campaign.detach'),
    [
      ...offer('place', 'campaign-placement', 'campaign.placement'),
      ...offer('limit', 'limits', 'campaign.limits'),
    ],
    [
      ...(schedule ? [button(t(locale, 'runs'), 'run.list', `${_id}~0`)] : []),
      ...(creatives.length > 1 ? offer('weigh', 'weights', 'campaign.weights') : []),
    ],
  ].filter((row) => row.length > 0);
}

/** Everything about one campaign; `now` in ms, UTC. */
export function campaignScreen(line: CampaignLine, actor: Actor, now: number, panel: PanelPart): Screen {
  const { campaign, brand, deal } = line;
  const { locale } = actor;
  const facts = [
    `${ICONS[campaign.status]} ${t(locale, `campaign-status-${campaign.status}`)}`,
    t(locale, 'campaign-brand', { type: t(locale, `type-${campaign.type}`), brand }),
    t(locale, 'campaign-landing', { url: campaign.landingUrl }),
    ...(deal === undefined ? [] : [t(locale, 'campaign-deal', { deal })]),
    ...planLines(campaign, actor, now),
    ...placementLines(campaign.placement, locale),
    ...limitLines(campaign, locale),
    ...(panel.lines.length > 0 ? ['', ...panel.lines] : []),
  ];
  return {
    body: FormattedString.join([FormattedString.bold(campaign.name), '\n\n', facts.join('\n')]),
    rows: [...actionRows(campaign, actor), ...panel.rows, backRow(locale, 'campaign.list', '0')],
  };
}

export function campaignListScreen(page: Page<Campaign>, { locale }: Actor): Screen {
  const rows = page.items.map((campaign) => [button(campaignLabel(campaign), 'campaign.open', campaign._id)]);
  const hint = t(locale, page.items.length > 0 ? 'campaign-list-hint' : 'campaign-list-empty');
  return {
    body: FormattedString.join([FormattedString.bold(t(locale, 'campaign-list')), '\n\n', hint]),
    rows: [
      ...rows,
      ...listPager(page, 'campaign.list'),
      [button(t(locale, 'campaign-new'), 'campaign.new', '')],
      [homeButton(locale)],
    ],
  };
}

import type { Actor } from '@common/actor.js';
import { type Locale, t } from '@common/i18n/index.js';
import type { Campaign } from '@common/models/index.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { backRow } from '../../telegram/home-button.js';
import { type PresetField, presetRow, readPreset } from '../../telegram/presets.js';
import type { Screen } from '../../telegram/screen.js';
import { may } from '../audit/index.js';
import { campaignActions } from './campaign.policy.js';

type Limited = Pick<Campaign, '_id' | 'rev' | 'name' | 'limits' | 'targetGroups' | 'createdBy' | 'status'>;
type Limit = keyof Campaign['limits'];

const PRESETS: Record<Limit, readonly number[]> = {
  daily: [1, 2, 3, 5],
  weekly: [3, 7, 14, 21],
  total: [10, 50, 100, 500],
};
const LIMITS = Object.keys(PRESETS) as Limit[];

function fieldOf(limit: Limit, locale: Locale): PresetField<number | null> {
  const counts = PRESETS[limit].map((value) => ({ label: String(value), value }));
  return { code: limit, presets: [{ label: t(locale, 'limits-none'), value: null }, ...counts] };
}

/** What a press on this screen sets. */
export function readCampaignLimit(
  pressed: string,
  locale: Locale,
): { id: string; limits: Partial<Campaign['limits']> } | undefined {
  const read = readPreset(
    pressed,
    LIMITS.map((limit) => fieldOf(limit, locale)),
  );
  return read && { id: read.id, limits: { [read.code]: read.value } };
}

/** How often a campaign posts at most, a line each; empty where nothing is said. */
export function limitLines(
  { limits, targetGroups }: Pick<Limited, 'limits' | 'targetGroups'>,
  locale: Locale,
) {
  const { daily, weekly, total } = limits;
  const groups = targetGroups.length;
  return [
    ...(daily === null ? [] : [t(locale, 'campaign-limit-daily', { max: daily, all: daily * groups })]),
    ...(weekly === null ? [] : [t(locale, 'campaign-limit-weekly', { max: weekly, all: weekly * groups })]),
    ...(total === null ? [] : [t(locale, 'campaign-limit-total', { max: total })]),
  ];
}

export function campaignLimitsScreen(campaign: Limited, actor: Actor): Screen {
  const { locale } = actor;
  const { _id, rev, name, limits } = campaign;
  const said = limitLines(campaign, locale);
  return {
    body: FormattedString.join([
      FormattedString.bold(t(locale, 'limits-title', { name })),
      '\n\n',
      said.length > 0 ? said.join('\n') : t(locale, 'campaign-limit-nothing'),
      '\n\n',
      t(locale, 'campaign-limit-hint'),
    ]),
    rows: [
      ...(may(actor, campaignActions.limit, campaign) ? LIMITS : []).map((limit) =>
        presetRow(fieldOf(limit, locale), (value) => value === limits[limit], {
          verb: 'campaign.limit',
          id: _id,
          rev,
        }),
      ),
      backRow(locale, 'campaign.open', _id),
    ],
  };
}

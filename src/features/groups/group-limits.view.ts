import type { Actor } from '@common/actor.js';
import { type Locale, t } from '@common/i18n/index.js';
import type { QuietHours } from '@common/models/index.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { backRow } from '../../telegram/home-button.js';
import { type PresetField, presetRow, readPreset } from '../../telegram/presets.js';
import type { Screen } from '../../telegram/screen.js';

/** How much a group bears; null: nothing is set here. */
export interface GroupLimits {
  dailyMax: number | null;
  minGapMin: number | null;
  quietHours: QuietHours | null;
}

/** What limits hold for: one group, or all that have none of their own. */
export interface LimitedGroups {
  /** The group's id, or `all`. */
  id: string;
  rev: number;
  title: string;
  limits: GroupLimits;
  /** Whether whoever looks may set them. */
  maySet: boolean;
}

export const ALL_GROUPS = 'all';
const NIGHTS: readonly QuietHours[] = [
  { from: '22:00', to: '08:00' },
  { from: '23:00', to: '09:00' },
  { from: '00:00', to: '10:00' },
];

const spanLabel = ({ from, to }: QuietHours) => `${from}–${to}`;
const none = <T>(locale: Locale) => ({ label: t(locale, 'limits-none'), value: null as T | null });

function fieldsOf(locale: Locale) {
  const count = (value: number) => ({ label: String(value), value });
  const gap = (minutes: number) => ({ label: t(locale, 'limits-minutes', { minutes }), value: minutes });
  const daily: PresetField<number | null> = {
    code: 'd',
    presets: [none<number>(locale), ...[1, 2, 3, 5, 10].map(count)],
  };
  const gaps: PresetField<number | null> = {
    code: 'g',
    presets: [none<number>(locale), ...[30, 60, 180, 360].map(gap)],
  };
  const quiet: PresetField<QuietHours | null> = {
    code: 'q',
    presets: [none<QuietHours>(locale), ...NIGHTS.map((span) => ({ label: spanLabel(span), value: span }))],
  };
  return { daily, gaps, quiet };
}

/** What a press on this screen sets, and for whom. */
export function readGroupLimit(
  pressed: string,
  locale: Locale,
): { id: string; limits: Partial<GroupLimits> } | undefined {
  const { daily, gaps, quiet } = fieldsOf(locale);
  const number = readPreset(pressed, [daily, gaps]);
  if (number) {
    const limits = number.code === daily.code ? { dailyMax: number.value } : { minGapMin: number.value };
    return { id: number.id, limits };
  }
  const span = readPreset(pressed, [quiet]);
  return span && { id: span.id, limits: { quietHours: span.value } };
}

function lines({ dailyMax, minGapMin, quietHours }: GroupLimits, locale: Locale): string[] {
  const nothing = t(locale, 'limits-none');
  return [
    t(locale, 'limits-daily', { max: dailyMax ?? nothing }),
    t(locale, 'limits-gap', {
      gap: minGapMin === null ? nothing : t(locale, 'limits-minutes', { minutes: minGapMin }),
    }),
    t(locale, 'limits-quiet', { span: quietHours ? spanLabel(quietHours) : nothing }),
  ];
}

/** How much a group bears, with a tap for each usual value. */
export function groupLimitsScreen(
  { id, rev, title, limits, maySet }: LimitedGroups,
  { locale }: Actor,
): Screen {
  const { daily, gaps, quiet } = fieldsOf(locale);
  const press = { verb: 'group.limit', id, rev } as const;
  const all = id === ALL_GROUPS;
  return {
    body: FormattedString.join([
      FormattedString.bold(t(locale, 'limits-title', { name: title })),
      '\n\n',
      [...lines(limits, locale), '', t(locale, all ? 'limits-hint-all' : 'limits-hint-group')].join('\n'),
    ]),
    rows: [
      ...(maySet
        ? [
            presetRow(daily, (value) => value === limits.dailyMax, press),
            presetRow(gaps, (value) => value === limits.minGapMin, press),
            presetRow(quiet, (value) => value?.from === limits.quietHours?.from, press),
          ]
        : []),
      all ? backRow(locale, 'group.list', '0') : backRow(locale, 'group.open', id),
    ],
  };
}

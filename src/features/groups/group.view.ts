import type { Actor } from '@common/actor.js';
import { type Locale, type Message, type PlainKey, say, t } from '@common/i18n/index.js';
import type { GroupStatus, TelegramGroup } from '@common/models/index.js';
import { type PlaceKind, placeName } from '@common/places.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button, type Verb } from '../../telegram/callback.js';
import { backRow, homeButton } from '../../telegram/home-button.js';
import { listPager, type Page } from '../../telegram/pager.js';
import type { PanelPart } from '../../telegram/panel.js';
import type { Button, Screen } from '../../telegram/screen.js';
import { may } from '../audit/index.js';
import { settingsActions } from '../settings/index.js';
import { groupActions } from './group.policy.js';
import { ALL_GROUPS } from './group-limits.view.js';

const ICONS: Record<GroupStatus, string> = {
  consent: '✋',
  pending: '🕒',
  active: '🟢',
  paused: '⏸',
  rejected: '🚫',
  left: '🚪',
};

/** Asked in the group itself, of its administrators. */
export function consentScreen(group: TelegramGroup, locale: Locale): Screen {
  const toggle = (on: boolean, label: string) => `${on ? '✅' : '☑️'} ${label}`;
  if (group.status !== 'consent')
    return {
      body: { text: t(locale, 'group-consent-given', { name: group.consentBy?.name ?? '—' }) },
      rows: [],
    };
  const { adult, gambling, pin } = group.policy;
  const row = (text: string, verb: Verb) => [button(text, verb, group._id, group.rev)];
  return {
    body: { text: t(locale, 'group-consent', { title: group.title }) },
    rows: [
      row(toggle(adult, t(locale, 'group-adult')), 'consent.adult'),
      row(toggle(gambling, t(locale, 'group-gambling')), 'consent.gambling'),
      row(toggle(pin, t(locale, 'group-pin')), 'consent.pin'),
      row(t(locale, 'group-give-consent'), 'consent.give'),
    ],
  };
}

/** What is missing, one line each, with what mends it. */
function missingRights({ botRights, status, trouble }: TelegramGroup, locale: Locale): string[] {
  if (status === 'left') return [];
  if (trouble) return [`⚠️ ${say(locale, trouble.why)}`];
  if (!botRights.post) return [`⚠️ ${t(locale, 'group-missing-post')}`];
  return [
    ...(botRights.media ? [] : [`⚠️ ${t(locale, 'group-missing-media')}`]),
    ...(botRights.delete ? [] : [`ℹ️ ${t(locale, 'group-missing-delete')}`]),
  ];
}

function placeLines({ country, language }: TelegramGroup, locale: Locale): string[] {
  const name = (code: string, kind: PlaceKind) => placeName(code, kind, locale);
  return [
    ...(country ? [t(locale, 'group-place-country', { country: name(country, 'region') })] : []),
    ...(language ? [t(locale, 'group-place-language', { language: name(language, 'language') })] : []),
  ];
}

function factsOf(group: TelegramGroup, locale: Locale): string[] {
  const yesNo = (yes: boolean) => t(locale, yes ? 'yes' : 'no');
  return [
    `${ICONS[group.status]} ${t(locale, `group-status-${group.status}`)}`,
    t(locale, `group-kind-${group.kind}`),
    ...(group.memberCount === null ? [] : [t(locale, 'group-members', { count: group.memberCount })]),
    t(locale, 'group-policy', { adult: yesNo(group.policy.adult), gambling: yesNo(group.policy.gambling) }),
    t(locale, 'group-policy-pin', { pin: yesNo(group.policy.pin) }),
    t(locale, 'group-zone', { zone: group.timezone }),
    ...placeLines(group, locale),
    ...(group.consentBy ? [t(locale, 'group-consent-by', { name: group.consentBy.name })] : []),
    ...missingRights(group, locale),
  ];
}

function decisionRows(group: TelegramGroup, actor: Actor): Button[][] {
  const offer = (action: keyof typeof groupActions, key: PlainKey, verb: Verb) =>
    may(actor, groupActions[action], group) ? [button(t(actor.locale, key), verb, group._id, group.rev)] : [];
  const decide = [
    ...offer('accept', 'group-accept', 'group.accept'),
    ...offer('reject', 'group-reject', 'group.reject'),
    ...(group.trouble ? offer('mend', 'group-mend', 'group.mend') : []),
    ...offer('pause', 'group-pause', 'group.pause'),
    ...offer('resume', 'group-resume', 'group.resume'),
  ];
  const settled = group.status === 'active' || group.status === 'paused';
  if (!settled || group.trouble) return decide.length > 0 ? [decide] : [];
  return [
    [...decide, ...offer('limit', 'limits', 'group.limits')],
    [
      ...offer('place', 'group-country', 'group.country'),
      ...offer('place', 'group-language', 'group.language'),
    ],
  ].filter((row) => row.length > 0);
}

export function groupScreen(group: TelegramGroup, actor: Actor, panel: PanelPart): Screen {
  const lines = [...factsOf(group, actor.locale), ...panel.lines];
  return {
    body: FormattedString.join([FormattedString.bold(group.title), '\n\n', lines.join('\n')]),
    rows: [...decisionRows(group, actor), ...panel.rows, backRow(actor.locale, 'group.list', '0')],
  };
}

/** The first thing that is wrong with a group in which ads stood; undefined when nothing is any more. */
function troubleOf({ status, botRights, trouble }: TelegramGroup): Message | undefined {
  if (status === 'left') return { key: 'failed-kicked' };
  if (status !== 'active') return { key: 'why-group-not-active' };
  if (trouble) return trouble.why;
  if (!botRights.post) return { key: 'failed-rights' };
  return botRights.media ? undefined : { key: 'why-group-no-media' };
}

/** What keeps ads out of a group now, or that nothing does any more; `waiting` counts posts. */
export function troubleScreen(group: TelegramGroup, waiting: number, actor: Actor): Screen {
  const { locale } = actor;
  const why = troubleOf(group);
  const lines = why
    ? [`⚠️ ${say(locale, why)}`, t(locale, 'group-trouble-waiting', { count: waiting })]
    : [`✅ ${t(locale, 'group-mended')}`];
  const mend =
    group.trouble && may(actor, groupActions.mend, group)
      ? [[button(t(locale, 'group-mend'), 'group.mend', group._id, group.rev)]]
      : [];
  return {
    body: FormattedString.join([FormattedString.bold(group.title), '\n\n', lines.join('\n')]),
    rows: [...mend, [button(t(locale, 'trouble-group'), 'group.open', group._id)], [homeButton(locale)]],
  };
}

export function groupListScreen(page: Page<TelegramGroup>, actor: Actor, addUrl: string): Screen {
  const { locale } = actor;
  const rows = page.items.map((group) => [
    button(`${ICONS[group.status]} ${group.title}`, 'group.open', group._id),
  ]);
  const hint = t(locale, page.items.length > 0 ? 'group-list-hint' : 'group-list-empty');
  return {
    body: FormattedString.join([FormattedString.bold(t(locale, 'group-list')), '\n\n', hint]),
    rows: [
      ...rows,
      ...listPager(page, 'group.list'),
      [{ text: t(locale, 'group-add'), url: addUrl }],
      ...(may(actor, settingsActions.limit)
        ? [[button(t(locale, 'limits-of-all'), 'group.limits', ALL_GROUPS)]]
        : []),
      [homeButton(locale)],
    ],
  };
}

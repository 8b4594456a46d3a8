import type { Actor } from '@common/actor.js';
import type { TakeDownRow, TakeDownThing } from '@common/db/collections/index.js';
import { type Locale, t } from '@common/i18n/index.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button, type Verb } from '../../telegram/callback.js';
import { backRow } from '../../telegram/home-button.js';
import type { Button, Screen } from '../../telegram/screen.js';
import { type Progress, refOf, type Standing } from './take-down.rules.js';

const BAR = 10;

/** The card that a thing has; a brand has none yet. */
function cardOf({ kind, id }: TakeDownThing, locale: Locale): Button[] {
  if (kind === 'creative') return backRow(locale, 'creative.open', id);
  if (kind === 'campaign') return backRow(locale, 'campaign.open', id);
  return backRow(locale, 'campaign.list', '0');
}

function screenOf(title: string, lines: readonly string[], rows: Button[][]): Screen {
  return { body: FormattedString.join([FormattedString.bold(title), '\n\n', lines.join('\n')]), rows };
}

interface Question {
  thing: TakeDownThing;
  name: string;
  standing: Standing;
  /** Its brand, which could be taken down as a whole. */
  brand: { thing: TakeDownThing; name: string } | undefined;
}

/** Says before anything happens what will be deleted for good, and what only becomes a notice. */
export function askScreen({ thing, name, standing, brand }: Question, { locale }: Actor): Screen {
  const { young, old, moved } = standing;
  const lines = [
    ...(young + old + moved === 0 ? [t(locale, 'takedown-none')] : []),
    ...(young > 0 ? [t(locale, 'takedown-young', { count: young })] : []),
    ...(old > 0 ? [t(locale, 'takedown-old', { count: old })] : []),
    ...(moved > 0 ? [t(locale, 'takedown-moved', { count: moved })] : []),
    '',
    t(locale, 'takedown-after'),
  ];
  const go = [
    ...(young > 0 ? [t(locale, 'takedown-delete', { count: young })] : []),
    ...(old > 0 ? [t(locale, 'takedown-end', { count: old })] : []),
  ];
  const label = go.length > 0 ? go.join(' · ') : t(locale, 'takedown');
  return screenOf(t(locale, 'takedown-title', { name }), lines, [
    [button(label, 'takedown.go', refOf(thing))],
    ...(brand
      ? [[button(t(locale, 'takedown-brand', { name: brand.name }), 'takedown.ask', refOf(brand.thing))]]
      : []),
    cardOf(thing, locale),
  ]);
}

function barOf({ total, pending }: Progress): string {
  const full = total === 0 ? BAR : Math.floor((BAR * (total - pending)) / total);
  return '▓'.repeat(full) + '░'.repeat(BAR - full);
}

const OUTCOMES = ['deleted', 'ended', 'moved', 'failed'] as const;

/** How far it is, and what came of it; while it runs, with a bar. */
export function progressScreen(
  { _id, thing, status }: Pick<TakeDownRow, '_id' | 'thing' | 'status'>,
  name: string,
  progress: Progress,
  locale: Locale,
): Screen {
  const { total, pending, ended } = progress;
  const runs = status === 'sweeping' || status === 'running';
  const lines = [
    ...(runs ? [`${barOf(progress)} ${t(locale, 'takedown-far', { done: total - pending, total })}`] : []),
    ...OUTCOMES.flatMap((outcome) =>
      progress[outcome] > 0 ? [t(locale, `takedown-is-${outcome}`, { count: progress[outcome] })] : [],
    ),
    ...(status === 'done' ? ['', t(locale, 'takedown-after-done')] : []),
  ];
  const undo =
    status === 'done' && ended > 0
      ? [[button(t(locale, 'takedown-undo', { count: ended }), 'takedown.undo', _id)]]
      : [];
  return screenOf(t(locale, `takedown-title-${status}`, { name }), lines, [...undo, cardOf(thing, locale)]);
}

export function allowedScreen(thing: TakeDownThing, name: string, locale: Locale): Screen {
  return screenOf(name, [t(locale, 'takedown-allowed')], [cardOf(thing, locale)]);
}

/** The row and line that a thing's own card gets. */
export function cardPart(
  thing: TakeDownThing,
  takenDownAt: string | undefined,
  { locale, offered }: { locale: Locale; offered: boolean },
): { lines: string[]; rows: Button[][] } {
  const act = (key: 'takedown-button' | 'takedown-allow', verb: Verb) =>
    offered ? [[button(t(locale, key), verb, refOf(thing))]] : [];
  return takenDownAt === undefined
    ? { lines: [], rows: act('takedown-button', 'takedown.ask') }
    : {
        lines: [t(locale, 'takedown-since', { when: takenDownAt })],
        rows: act('takedown-allow', 'takedown.allow'),
      };
}

import type { Actor } from '@common/actor.js';
import type { Stray } from '@common/db/collections/index.js';
import { type PlainKey, say, t } from '@common/i18n/index.js';
import { formatMoment } from '@common/time.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button, type Verb } from '../../telegram/callback.js';
import { backRow } from '../../telegram/home-button.js';
import type { Screen } from '../../telegram/screen.js';
import { may } from '../audit/index.js';
import { postActions } from './queue.policy.js';

/** A stray with what people know it by. */
export interface StrayLine {
  stray: Stray;
  campaign: string;
  group: string;
  /** Opens it in its group. */
  link: string | undefined;
  /** Who decided, if somebody has. */
  decider: string;
}

function stateOf({ stray, decider }: StrayLine, { locale, timezone }: Actor): string[] {
  const { outcome, settledAt, trouble } = stray;
  if (!settledAt) return trouble ? [`⚠️ ${say(locale, trouble)}`] : [];
  const when = formatMoment(settledAt.getTime(), timezone, locale);
  return [t(locale, `stray-outcome-${outcome ?? 'kept'}`, { name: decider, when })];
}

/** An ad that may stand twice, and what may be done about it or was. */
export function strayScreen(line: StrayLine, actor: Actor): Screen {
  const { stray, campaign, group, link } = line;
  const { _id, rev, trouble, settledAt } = stray;
  const { locale, timezone } = actor;
  const offer = (action: keyof typeof postActions, key: PlainKey, verb: Verb) =>
    may(actor, postActions[action], stray) ? [button(t(locale, key), verb, _id, rev)] : [];
  const when = formatMoment(stray.at.getTime(), timezone, locale);
  const decide = [
    ...offer('deleteStray', 'stray-delete', 'stray.delete'),
    ...offer('keepStray', 'stray-keep', 'stray.keep'),
  ];
  const byHand = trouble ? offer('deletedStray', 'stray-deleted-by-hand', 'stray.gone') : [];
  return {
    body: FormattedString.join([
      FormattedString.bold(`${campaign} · ${group}`),
      '\n\n',
      [t(locale, 'stray-card', { when }), ...stateOf(line, actor)].join('\n\n'),
    ]),
    rows: [
      ...(link ? [[{ text: t(locale, 'post-show'), url: link }]] : []),
      ...(settledAt ? [] : [decide, byHand].filter((row) => row.length > 0)),
      backRow(locale, 'queue.needs', '0'),
    ],
  };
}

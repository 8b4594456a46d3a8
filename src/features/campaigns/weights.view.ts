import type { Actor } from '@common/actor.js';
import { t } from '@common/i18n/index.js';
import type { CreativeId } from '@common/ids.js';
import type { Campaign } from '@common/models/index.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button } from '../../telegram/callback.js';
import { backRow } from '../../telegram/home-button.js';
import type { Button, Screen } from '../../telegram/screen.js';
import { may } from '../audit/index.js';
import { campaignActions } from './campaign.policy.js';
import { sharesOf, type Weights, weightOf, weightsWith } from './weights.rules.js';

export type Weighted = Pick<
  Campaign,
  '_id' | 'rev' | 'name' | 'creatives' | 'creativeWeights' | 'createdBy' | 'status'
>;

const SEPARATOR = '~';
const EVEN = 'even';
/** Of two creatives, the first's parts and the second's; in the smallest numbers, so that the rotation's cycle is short. */
const PAIRS = [
  { label: '60 : 40', parts: [3, 2] },
  { label: '70 : 30', parts: [7, 3] },
  { label: '80 : 20', parts: [4, 1] },
] as const;

/** The id and what was pressed; the weights come with the campaign, which only its present revision may change. */
export function readWeighing(pressed: string): { id: string; what: string } {
  const [id = '', ...what] = pressed.split(SEPARATOR);
  return { id, what: what.join(SEPARATOR) };
}

/** The weights after a press; undefined for what no button ever said. */
export function weightsAfter(campaign: Weighted, what: string): Weights | undefined {
  const { creatives } = campaign;
  if (what === EVEN) return Object.fromEntries(creatives.map((id) => [id, 1]));
  const [, pair] = /^pair(\d)$/.exec(what) ?? [];
  const parts = PAIRS[Number(pair)]?.parts;
  if (parts) return Object.fromEntries(creatives.map((id, index) => [id, parts[index] ?? 0]));
  const [, index = '', sign] = /^(\d+)~(more|less)$/.exec(what) ?? [];
  const id = creatives[Number(index)];
  if (id === undefined || sign === undefined) return undefined;
  return weightsWith(campaign, { [id]: weightOf(campaign, id) + (sign === 'more' ? 1 : -1) });
}

/** Each creative with its share, and what makes it more or less; `names` by id, as far as they are still there. */
export function weightsScreen(
  campaign: Weighted,
  names: ReadonlyMap<CreativeId, string>,
  actor: Actor,
): Screen {
  const { _id, rev, name } = campaign;
  const { locale } = actor;
  const weighs = may(actor, campaignActions.weigh, campaign);
  const weigh = (text: string, what: string): Button =>
    button(text, 'campaign.weigh', `${_id}${SEPARATOR}${what}`, rev);
  const shares = sharesOf(campaign).map(({ id, share }, index) => ({
    number: index + 1,
    creative: names.get(id) ?? '—',
    percent: Math.round(share * 100),
  }));
  const presets = [weigh(t(locale, 'weights-even'), EVEN)];
  if (shares.length === 2) presets.push(...PAIRS.map(({ label }, index) => weigh(label, `pair${index}`)));
  return {
    body: FormattedString.join([
      FormattedString.bold(t(locale, 'weights-title', { name })),
      '\n\n',
      shares.map((line) => t(locale, 'weights-line', line)).join('\n'),
      '\n\n',
      t(locale, 'weights-hint'),
    ]),
    rows: [
      ...shares.map(({ number, percent }, index) => [
        ...(weighs ? [weigh('−', `${index}${SEPARATOR}less`)] : []),
        button(t(locale, 'weights-share', { number, percent }), 'campaign.weights', _id),
        ...(weighs ? [weigh('+', `${index}${SEPARATOR}more`)] : []),
      ]),
      ...(weighs ? [presets] : []),
      backRow(locale, 'campaign.open', _id),
    ],
  };
}

import { html } from './html.js';
import { usePageState } from './store.js';

const hues = 7;

/**
 * A circle with initials, in a colour that belongs to the id; the bot has its own picture.
 * @param {{ id: number, title: string, size?: 'small' | 'large' }} props
 */
export function Avatar({ id, title, size }) {
  const { bot } = usePageState();
  if (id === bot.id)
    return html`<span class="avatar is-bot ${size ?? ''}" aria-hidden="true"><img src="/icon.svg" alt="" /></span>`;
  return html`<svg class="avatar hue-${hueOf(id)} ${size ?? ''}" viewBox="0 0 48 48" aria-hidden="true">
    <text x="24" y="24" dy="0.36em" text-anchor="middle">${initialsOf(title)}</text>
  </svg>`;
}

/** @param {number} id */
export const hueOf = (id) => Math.abs(id) % hues;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** @param {string} title */
function initialsOf(title) {
  const words = title.split(/\s+/).filter((word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word));
  return words
    .slice(0, 2)
    .map((word) => [...graphemes.segment(word)][0]?.segment.toLocaleUpperCase() ?? '')
    .join('');
}

import { html } from './html.js';
import { usePageState } from './store.js';

const hues = 7;

/**
 * A circle with initials, in a colour that belongs to the id.
 * @param {{ id: number, title: string, size?: 'small' | 'large' }} props
 */
export function Avatar({ id, title, size }) {
  const { bot } = usePageState();
  const look = id === bot.id ? 'is-bot' : `hue-${hueOf(id)}`;
  return html`<span class="avatar ${look} ${size ?? ''}" aria-hidden="true">
    ${id === bot.id ? html`<img src="/icon.svg" alt="" />` : initialsOf(title)}
  </span>`;
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

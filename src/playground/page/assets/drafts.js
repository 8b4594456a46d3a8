import { keep, readKept } from './kept.js';
import { getState } from './store.js';

/** Texts that were begun and not sent, by person and chat; the browser keeps them for this world. */
const key = 'drafts';

function all() {
  const { world } = getState();
  const kept = readKept(localStorage, key, { world: '', texts: /** @type {Record<string, string>} */ ({}) });
  return kept.world === world ? kept.texts : {};
}

/** @param {string} place */
export const draftOf = (place) => all()[place] ?? '';

/**
 * @param {string} place
 * @param {string} text
 */
export function keepDraft(place, text) {
  const { [place]: _, ...others } = all();
  keep(localStorage, key, { world: getState().world, texts: text ? { ...others, [place]: text } : others });
}

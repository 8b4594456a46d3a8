/**
 * What the browser keeps for the page. Reads survive whatever stands there: another version of the page, or a person
 * with the developer tools, may have written it.
 */

/**
 * @template T
 * @param {Storage} place
 * @param {string} key
 * @param {T} otherwise
 * @returns {T}
 */
export function readKept(place, key, otherwise) {
  try {
    const text = place.getItem(`herald.${key}`);
    return text === null ? otherwise : JSON.parse(text);
  } catch {
    return otherwise;
  }
}

/**
 * @param {Storage} place
 * @param {string} key
 * @param {unknown} value
 */
export function keep(place, key, value) {
  try {
    place.setItem(`herald.${key}`, JSON.stringify(value));
  } catch {
    // A full or forbidden store costs the memory, not the page.
  }
}

/**
 * Tells of what another window has kept.
 * @param {string} key
 * @param {() => void} run
 */
export function onKeptElsewhere(key, run) {
  addEventListener('storage', (event) => {
    if (event.key === `herald.${key}`) run();
  });
}

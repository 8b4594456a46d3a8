/**
 * Which part of a long thread is drawn: what is in sight, and a screen more at both ends. Pure.
 * @typedef {import('./thread.js').ThreadItem} ThreadItem
 * @typedef {import('./thread.js').DayItem} DayItem
 * @typedef {{ day: DayItem | undefined, above: number, items: ThreadItem[] }} Section a day with those of its items that are
 *   drawn; `above` is the room in pixels of those that are not, below the day's own line
 */

/** So many pixels more than what is in sight are drawn above and below. */
const overscan = 900;

/** A guess at the height of what was never drawn. @param {ThreadItem} item */
function guess(item) {
  if (item.type !== 'bubble') return 36;
  if (item.album.length > 0 || item.message.photo || item.message.video) return 380;
  return 58 + Math.floor((item.message.text?.length ?? 0) / 60) * 21;
}

/**
 * Where each item begins, and at last where all of them end.
 * @param {ThreadItem[]} items
 * @param {Map<string, number>} heights those that were measured
 */
export function offsetsOf(items, heights) {
  const offsets = [0];
  let at = 0;
  for (const item of items) {
    at += heights.get(item.key) ?? guess(item);
    offsets.push(at);
  }
  return offsets;
}

/**
 * @param {number[]} offsets
 * @param {number} top the first pixel in sight
 * @param {number} height how many are in sight
 * @returns {{ first: number, end: number }} `end` is drawn no more
 */
export function rangeAt(offsets, top, height) {
  const last = offsets.length - 2;
  const first = Math.max(0, Math.min(last, place(offsets, top - overscan)));
  return { first, end: Math.min(last, place(offsets, top + height + overscan)) + 1 };
}

/** The item that covers a pixel. @param {number[]} offsets @param {number} pixel */
function place(offsets, pixel) {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= pixel) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The drawn items by day. The line of the day above the first of them is drawn too: it sticks to the top.
 * @param {ThreadItem[]} items
 * @param {{ first: number, end: number }} range
 * @param {number[]} offsets
 * @returns {Section[]}
 */
export function sectionsOf(items, { first, end }, offsets) {
  /** @type {Section[]} */
  const sections = [];
  const dayAt = items.findLastIndex(({ type }, index) => index < first && type === 'day');
  const day = items[dayAt];
  const above = offsets[first] ?? 0;
  if (day?.type === 'day') {
    const ownHeight = (offsets[dayAt + 1] ?? 0) - (offsets[dayAt] ?? 0);
    sections.push({ day, above: Math.max(0, above - ownHeight), items: [] });
  }
  for (const item of items.slice(first, end)) {
    if (item.type === 'day') sections.push({ day: item, above: 0, items: [] });
    else sections.at(-1)?.items.push(item);
  }
  return sections;
}

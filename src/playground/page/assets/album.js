import { html } from './html.js';
import { isVisual, Media, sizeOf, Visual } from './media.js';

/** @typedef {import('./types.js').Message} Message */

/** How many stand in each row, by how many there are. @type {Record<number, number[]>} */
const rows = {
  2: [2],
  3: [1, 2],
  4: [2, 2],
  5: [2, 3],
  6: [3, 3],
  7: [2, 2, 3],
  8: [2, 3, 3],
  9: [3, 3, 3],
  10: [3, 3, 4],
};
const narrow = 0.62;
const wide = 1.9;
/** A row of one would be a tower without this. */
const lowest = 1.35;

/**
 * An album: pictures and videos as a grid in which each row fills the width, files one below the other.
 * @param {{ messages: Message[], chatId: number }} props
 */
export function Album({ messages, chatId }) {
  if (!messages.every(isVisual))
    return messages.map((each) => html`<${Media} key=${each.message_id} message=${each} chatId=${chatId} />`);
  return html`<div class="album" role="group" aria-label="Album of ${messages.length}">
    ${rowsOf(messages).map((row) => {
      const shares = row.map(shareOf);
      const sum = Math.max(
        lowest,
        shares.reduce((a, b) => a + b, 0),
      );
      return html`<div class="album-row" key=${row[0]?.message_id} style=${{ aspectRatio: `${sum}` }}>
        ${row.map(
          (each, at) =>
            html`<div class="album-item" key=${each.message_id} data-message=${each.message_id} style=${{ flexGrow: `${shares[at]}` }}>
              <${Visual} message=${each} chatId=${chatId} />
            </div>`,
        )}
      </div>`;
    })}
  </div>`;
}

/** @param {Message[]} messages */
function rowsOf(messages) {
  const left = [...messages];
  // While an album is being sent, or after some of it was deleted, it may have any number.
  const sizes = rows[messages.length] ?? Array.from({ length: Math.ceil(messages.length / 3) }, () => 3);
  return sizes.map((size) => left.splice(0, size)).filter((row) => row.length > 0);
}

/** How much of its row an item takes. @param {Message} message */
function shareOf(message) {
  const { width, height } = sizeOf(message);
  return Math.max(narrow, Math.min(wide, width / height));
}

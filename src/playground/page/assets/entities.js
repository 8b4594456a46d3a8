import { useState } from 'preact/hooks';
import { say } from './actions.js';
import { html } from './html.js';
import { askToLeave, destinationOf, follow } from './links.js';

/**
 * @typedef {import('./types.js').MessageEntity} MessageEntity
 * @typedef {unknown} Drawn what htm takes as children
 */

/**
 * Text with its formatting. Offsets count UTF-16 units, as JavaScript's strings do.
 * @param {{ text: string, entities?: MessageEntity[] | undefined, chatId: number }} props
 */
export function RichText({ text, entities = [], chatId }) {
  const ordered = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return html`<span class="text" dir="auto">${drawRange(text, 0, text.length, ordered, chatId)}</span>`;
}

/**
 * Draws a stretch of the text; entities that lie within the first of them are drawn inside it.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {MessageEntity[]} entities in order, the outer before the inner
 * @param {number} chatId
 * @returns {Drawn[]}
 */
function drawRange(text, from, to, entities, chatId) {
  const drawn = [];
  let at = from;
  for (let index = 0; index < entities.length; ) {
    const outer = /** @type {MessageEntity} */ (entities[index]);
    const end = Math.min(outer.offset + outer.length, to);
    let next = index + 1;
    while ((entities[next]?.offset ?? to) < end) next += 1;
    if (outer.offset > at) drawn.push(text.slice(at, outer.offset));
    const start = Math.max(outer.offset, at);
    const inner = drawRange(text, start, end, entities.slice(index + 1, next), chatId);
    drawn.push(drawEntity(outer, text.slice(start, end), inner, chatId));
    at = end;
    index = next;
  }
  if (at < to) drawn.push(text.slice(at, to));
  return drawn;
}

/**
 * @param {MessageEntity} entity
 * @param {string} raw the entity's own text
 * @param {Drawn[]} inner
 * @param {number} chatId
 * @returns {Drawn}
 */
function drawEntity(entity, raw, inner, chatId) {
  switch (entity.type) {
    case 'bold':
      return html`<b>${inner}</b>`;
    case 'italic':
      return html`<i>${inner}</i>`;
    case 'underline':
      return html`<u>${inner}</u>`;
    case 'strikethrough':
      return html`<s>${inner}</s>`;
    case 'code':
      return html`<code>${raw}</code>`;
    case 'pre':
      return html`<pre data-language=${entity.language}><code>${raw}</code></pre>`;
    case 'blockquote':
      return html`<blockquote>${inner}</blockquote>`;
    case 'expandable_blockquote':
      return html`<${Expandable}>${inner}<//>`;
    case 'spoiler':
      return html`<${Spoiler}>${inner}<//>`;
    case 'text_link':
      return html`<${Link} href=${entity.url} title=${entity.url}>${inner}<//>`;
    case 'url':
      return html`<${Link} href=${raw}>${inner}<//>`;
    case 'email':
      return html`<a href="mailto:${raw}">${inner}</a>`;
    case 'mention':
      return html`<${Link} href="https://t.me/${raw.slice(1)}">${inner}<//>`;
    case 'bot_command':
      return html`<button type="button" class="link" onClick=${() => say(chatId, raw, undefined)}>${inner}</button>`;
    case 'text_mention':
    case 'hashtag':
    case 'cashtag':
    case 'phone_number':
      return html`<span class="link">${inner}</span>`;
    default:
      // A custom emoji shows the plain one that it stands for.
      return inner;
  }
}

/** @param {{ href: string, title?: string, children: Drawn }} props */
function Link({ href, title, children }) {
  const destination = destinationOf(href);
  if (destination.to === 'nowhere') return html`<span class="link" title=${title}>${children}</span>`;
  if (destination.to === 'web') {
    return html`<a href=${destination.href} title=${title} target="_blank" rel="noopener noreferrer" onClick=${(/** @type {MouseEvent} */ event) => askToLeave(event, destination.href)}>${children}</a>`;
  }
  return html`<button type="button" class="link" title=${title} onClick=${() => follow(destination)}>${children}</button>`;
}

/** @param {{ children: Drawn }} props */
function Spoiler({ children }) {
  const [shown, setShown] = useState(false);
  if (shown) return html`<span class="spoiler is-shown">${children}</span>`;
  return html`<button type="button" class="spoiler" aria-label="Hidden text, press to show" onClick=${() => setShown(true)}>
    <span aria-hidden="true">${children}</span>
  </button>`;
}

/** @param {{ children: Drawn }} props */
function Expandable({ children }) {
  const [open, setOpen] = useState(false);
  return html`<blockquote class=${open ? '' : 'is-folded'} onClick=${() => setOpen(!open)}>${children}</blockquote>`;
}

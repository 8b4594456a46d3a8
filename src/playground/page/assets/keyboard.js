import { press, showToast } from './actions.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { askToLeave, destinationOf, follow } from './links.js';
import { usePageState } from './store.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('@grammyjs/types').InlineKeyboardButton} InlineButton
 */

/**
 * The buttons below a bubble.
 * @param {{ message: Message, chatId: number }} props
 */
export function InlineKeyboard({ message, chatId }) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return html`<div class="keyboard" role="group" aria-label="Buttons">
    ${rows.map(
      (row, at) =>
        html`<div class="keyboard-row" key=${at}>
          ${row.map(
            (button, column) =>
              html`<${InlineButton} key=${column} button=${button} place=${{ chatId, messageId: message.message_id, row: at, column }} />`,
          )}
        </div>`,
    )}
  </div>`;
}

/**
 * @param {{ button: InlineButton, place: { chatId: number, messageId: number, row: number, column: number } }} props
 */
function InlineButton({ button, place }) {
  const { pending, personId } = usePageState();
  if ('url' in button) return html`<${UrlButton} text=${button.text} url=${button.url} />`;
  const { chatId, messageId, row, column } = place;
  const spins = pending.includes(`${personId}:${chatId}:${messageId}:${row}:${column}`);
  const act = () => {
    if ('callback_data' in button) return press(chatId, messageId, row, column);
    if ('copy_text' in button) return copy(button.copy_text.text);
    return showToast('This kind of button works in Telegram only');
  };
  return html`<button type="button" class="key" aria-busy=${spins} onClick=${act}>
    <span class="key-text" dir="auto">${button.text}</span>
    ${'copy_text' in button && html`<span class="key-mark"><${Icon} name="copy" /></span>`}
    ${spins && html`<span class="spinner" role="status" aria-label="Waiting for the bot"></span>`}
  </button>`;
}

/** @param {{ text: string, url: string }} props */
function UrlButton({ text, url }) {
  const destination = destinationOf(url);
  const label = html`<span class="key-text" dir="auto">${text}</span><span class="key-mark"><${Icon} name="arrow" /></span>`;
  if (destination.to === 'web') {
    return html`<a class="key" href=${destination.href} title=${url} target="_blank" rel="noopener noreferrer" onClick=${(/** @type {MouseEvent} */ event) => askToLeave(event, destination.href)}>${label}</a>`;
  }
  return html`<button type="button" class="key" title=${url} onClick=${() => follow(destination)}>${label}</button>`;
}

/** @param {string} text */
async function copy(text) {
  await navigator.clipboard.writeText(text);
  showToast('Copied');
}

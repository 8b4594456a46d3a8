import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { deleteMessage, forwardToBot, react, showMenu, showToast } from './actions.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { senderOf } from './names.js';
import { drawn, quickReactions, reactionOf } from './reactions.js';
import { usePageState } from './store.js';

/** So far from the edges of the screen, in pixels. */
const margin = 8;

/** What the person who is played can do with a message; over everything, where it was asked for. */
export function MessageMenu() {
  const { menu } = usePageState();
  return menu && html`<${Menu} key=${menu.message.message_id} menu=${menu} />`;
}

/** @param {{ menu: import('./types.js').MessageMenu }} props */
function Menu({ menu: { chatId, message, at, reply } }) {
  const { chats, personId, bot } = usePageState();
  const list = useRef(/** @type {HTMLDivElement | null} */ (null));
  const cameFrom = useRef(document.activeElement);
  const close = () => {
    showMenu(null);
    if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus({ preventScroll: true });
  };
  usePlace(list, at);
  useEffect(
    () =>
      /** @type {HTMLElement | null | undefined} */ (list.current?.querySelector('[role=menuitem]'))?.focus({
        preventScroll: true,
      }),
    [],
  );

  /** @param {() => unknown} act */
  const then = (act) => () => {
    showMenu(null);
    act();
  };
  const mine = reactionOf(chats[chatId], message.message_id, personId);
  const text = message.text ?? message.caption;
  const status = chats[chatId]?.members.find(({ userId }) => userId === personId)?.status;
  const mayDelete =
    senderOf(message).id === personId ||
    chats[chatId]?.kind === 'private' ||
    status === 'creator' ||
    status === 'administrator';
  return html`<div class="menu-shade" onPointerDown=${close} onContextMenu=${prevent}></div>
    <div class="menu-list message-menu" ref=${list} role="menu" aria-label="Message" onKeyDown=${(/** @type {KeyboardEvent} */ event) => onKey(event, close)}>
      <div class="quick-reactions" role="group" aria-label="React">
        ${quickReactions.map((emoji) => {
          const own = emoji === mine;
          return html`<button type="button" role="menuitemradio" key=${emoji} aria-checked=${own} aria-label="React with ${drawn(emoji)}" onClick=${then(() => react(chatId, message.message_id, own ? null : emoji))}>${drawn(emoji)}</button>`;
        })}
      </div>
      <button type="button" role="menuitem" onClick=${then(reply)}><${Icon} name="reply" /> Reply</button>
      <button type="button" role="menuitem" onClick=${then(() => forwardToBot(chatId, message.message_id))}>
        <${Icon} name="forward" /> Forward to ${bot.first_name}
      </button>
      ${text !== undefined && html`<button type="button" role="menuitem" onClick=${then(() => copy(text))}><${Icon} name="copy" /> Copy text</button>`}
      ${
        mayDelete &&
        html`<button type="button" role="menuitem" class="is-danger" onClick=${then(() => deleteMessage(chatId, message.message_id))}>
          <${Icon} name="trash" /> Delete
        </button>`
      }
    </div>`;
}

/**
 * Puts the menu where it was asked for, but whole on the screen.
 * @param {{ current: HTMLElement | null }} list
 * @param {{ x: number, y: number }} at
 */
function usePlace(list, { x, y }) {
  useLayoutEffect(() => {
    if (!list.current) return;
    const { offsetWidth, offsetHeight, style } = list.current;
    style.left = `${Math.max(margin, Math.min(x, innerWidth - offsetWidth - margin))}px`;
    style.top = `${Math.max(margin, Math.min(y, innerHeight - offsetHeight - margin))}px`;
  }, []);
}

/**
 * @param {KeyboardEvent} event
 * @param {() => void} close
 */
function onKey(event, close) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (event.key !== 'Escape' && event.key !== 'Tab' && !step) return;
  event.preventDefault();
  event.stopPropagation();
  if (!step) return close();
  const buttons = [.../** @type {HTMLElement} */ (event.currentTarget).querySelectorAll('button')];
  const place = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  buttons[(place + step + buttons.length) % buttons.length]?.focus();
}

/** @param {Event} event */
const prevent = (event) => event.preventDefault();

/** @param {string} text */
async function copy(text) {
  await navigator.clipboard.writeText(text);
  showToast('Copied');
}

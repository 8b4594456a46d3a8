import { useEffect, useRef } from 'preact/hooks';
import { html } from './html.js';
import { Icon } from './icons.js';
import { usePageState } from './store.js';
import { addBot, removeBot } from './world-actions.js';

/**
 * What a person can do with the bot in a group: add it, with or without rights, and take it out.
 * @param {{ chatId: number }} props
 */
export function GroupMenu({ chatId }) {
  const { chats, bot } = usePageState();
  const details = useRef(/** @type {HTMLDetailsElement | null} */ (null));
  const close = () => details.current?.removeAttribute('open');
  useEffect(() => {
    /** @param {Event} event */
    const onOutside = (event) => {
      if (!(event.target instanceof Node && details.current?.contains(event.target))) close();
    };
    addEventListener('pointerdown', onOutside);
    return () => removeEventListener('pointerdown', onOutside);
  }, []);

  const chat = chats[chatId];
  if (!chat || chat.kind === 'private') return null;
  const status = chat.members.find(({ userId }) => userId === bot.id)?.status;
  const isIn = status !== undefined && status !== 'left' && status !== 'kicked';
  /** @param {Promise<boolean>} act */
  const then = (act) => void act.finally(close);
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (event.key !== 'Escape') return;
    close();
    event.stopPropagation();
  };
  return html`<details class="menu" ref=${details} onKeyDown=${onKeyDown}>
    <summary class="round" aria-label="Group menu" title="Group menu"><${Icon} name="more" /></summary>
    <div class="menu-list">
      ${
        isIn
          ? html`<button type="button" onClick=${() => then(removeBot(chatId))}>Remove ${bot.first_name}</button>`
          : html`<button type="button" onClick=${() => then(addBot(chatId, true))}>Add ${bot.first_name} as administrator</button>
              <button type="button" onClick=${() => then(addBot(chatId, false))}>Add ${bot.first_name} as member</button>`
      }
    </div>
  </details>`;
}

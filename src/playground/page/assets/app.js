import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { ChatList } from './chat-list.js';
import { Clock } from './clock.js';
import { Conversation } from './conversation.js';
import { GroupMenu } from './group-menu.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { connect } from './live.js';
import { Overlay } from './overlay.js';
import { People } from './people.js';
import { followAddress, open, pinBeside } from './route.js';
import { getState, usePageState } from './store.js';

function App() {
  const { ready, link, chatId } = usePageState();
  useEffect(() => {
    addEventListener('keydown', onEscape);
    return () => removeEventListener('keydown', onEscape);
  }, []);
  if (!ready) return html`<div class="loading" role="status"><span class="spinner"></span></div>`;
  return html`<div class="app ${chatId === null ? 'is-list' : 'is-chat'}">
    <header class="bar">
      <img src="/icon.svg" alt="" /> <h1>Herald <span class="bar-place">playground</span></h1>
      ${link !== 'live' && html`<span class="link-state" role="status">Connecting…</span>`}
      <${Clock} />
    </header>
    <aside class="side" aria-label="People and chats"><${People} /><${ChatList} /></aside>
    <main><${Active} /></main>
    <${Beside} />
  </div>
  <${Overlay} />`;
}

function Active() {
  const { personId, chatId } = usePageState();
  if (chatId === null) return html`<div class="nothing"><span>Choose a chat</span></div>`;
  const back = html`<button type="button" class="round back" aria-label="Back to the chats" onClick=${() => open(personId, null)}>
    <${Icon} name="back" />
  </button>`;
  return html`<${Conversation} chatId=${chatId} takesFocus before=${back} after=${html`<${GroupMenu} chatId=${chatId} />`} />`;
}

/** The group that stays in sight while one works in another chat; wide screens only. */
function Beside() {
  const { chats, besideId } = usePageState();
  if (besideId === null) return null;
  const groups = Object.values(chats).filter(({ kind }) => kind !== 'private');
  const choice =
    groups.length > 1 &&
    html`<select class="pill" aria-label="Group beside" value=${besideId} onChange=${choose}>
      ${groups.map(({ id, title }) => html`<option value=${id} key=${id}>${title}</option>`)}
    </select>`;
  return html`<aside class="beside" aria-label="Group beside">
    <${Conversation} chatId=${besideId} after=${html`${choice}<${GroupMenu} chatId=${besideId} />`} />
  </aside>`;
}

/** @param {Event} event */
function choose({ currentTarget }) {
  if (currentTarget instanceof HTMLSelectElement) pinBeside(Number(currentTarget.value));
}

/** Escape that nothing nearer has used goes back to the list. @param {KeyboardEvent} event */
function onEscape({ key, defaultPrevented }) {
  const { personId, chatId, alert, viewing } = getState();
  if (key !== 'Escape' || defaultPrevented || alert !== null || viewing !== null || chatId === null) return;
  const row = /** @type {HTMLElement | null} */ (document.querySelector(`[data-chat="${chatId}"]`));
  if (matchMedia('(max-width: 760px)').matches) open(personId, null);
  requestAnimationFrame(() => row?.focus());
}

followAddress();
connect();
render(html`<${App} />`, /** @type {HTMLElement} */ (document.getElementById('app')));

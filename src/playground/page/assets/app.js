import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { ChatList } from './chat-list.js';
import { Clock } from './clock.js';
import { Conversation } from './conversation.js';
import { Drawer, DrawerSwitch, loadDrawer } from './drawer.js';
import { GroupMenu } from './group-menu.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { connect } from './live.js';
import { Overlay } from './overlay.js';
import { People } from './people.js';
import { followMarks, markSeen } from './read-marks.js';
import { followAddress, open, pinBeside } from './route.js';
import { getState, usePageState } from './store.js';
import { followTheme, ThemeSwitch } from './theme.js';

function App() {
  const { ready, link, chatId, drawer } = usePageState();
  useEffect(() => {
    addEventListener('keydown', onEscape);
    return () => removeEventListener('keydown', onEscape);
  }, []);
  if (!ready) return html`<div class="loading" role="status"><span class="spinner"></span></div>`;
  return html`<div class="app ${chatId === null ? 'is-list' : 'is-chat'} ${drawer === null ? '' : 'has-drawer'}">
    <header class="bar">
      <img src="/icon.svg" alt="" /> <h1>Herald <span class="bar-place">playground</span></h1>
      ${link !== 'live' && html`<span class="link-state" role="status">Connecting…</span>`}
      <${Clock} />
      <${ThemeSwitch} />
      <${DrawerSwitch} />
    </header>
    <aside class="side" aria-label="People and chats"><${People} /><${ChatList} /></aside>
    <main><${Active} /></main>
    ${drawer === null ? html`<${Beside} />` : html`<${Drawer} />`}
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
  const groups = Object.values(chats).filter(({ kind, migratedTo }) => kind !== 'private' && !migratedTo);
  const choice =
    groups.length > 1 &&
    html`<label class="round swap" title="Show another group">
      <${Icon} name="swap" />
      <select aria-label="Group beside" value=${besideId} onChange=${choose}>
        ${groups.map(({ id, title }) => html`<option value=${id} key=${id}>${title}</option>`)}
      </select>
    </label>`;
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
  const { personId, chatId, alert, viewing, leaving, menu, picking } = getState();
  const covered = [alert, viewing, leaving, menu, picking].some((over) => over !== null);
  if (key !== 'Escape' || defaultPrevented || covered || chatId === null) return;
  const row = /** @type {HTMLElement | null} */ (document.querySelector(`[data-chat="${chatId}"]`));
  if (matchMedia('(max-width: 760px)').matches) open(personId, null);
  requestAnimationFrame(() => row?.focus());
}

followTheme();
followAddress();
followMarks();
loadDrawer();
addEventListener('visibilitychange', markSeen);
connect();
// Text that is drawn before its emoji font is here may keep boxes in place of emoji.
await Promise.allSettled([
  document.fonts.load('16px Twemoji', '🎨'),
  document.fonts.load('16px Symbols', 'Ⓐ'),
]);
render(html`<${App} />`, /** @type {HTMLElement} */ (document.getElementById('app')));

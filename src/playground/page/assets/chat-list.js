import { Avatar } from './avatar.js';
import { digestOf } from './digest.js';
import { emptyChat, isIn } from './events.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { faceOf, senderOf, titleOf } from './names.js';
import { countText, unreadIn } from './read-marks.js';
import { open } from './route.js';
import { serviceText } from './service-text.js';
import { usePageState } from './store.js';
import { listTimeText } from './times.js';

/**
 * @typedef {import('./types.js').PageState} PageState
 * @typedef {import('./types.js').SimChat} SimChat
 */

/** The chats of the person who is played, the latest first. */
export function ChatList() {
  const state = usePageState();
  const chats = chatsOf(state);
  return html`<nav class="chats" aria-label="Chats" onKeyDown=${moveFocus}>
    ${chats.map((chat) => html`<${ChatRow} key=${chat.id} chat=${chat} state=${state} />`)}
  </nav>`;
}

/**
 * The chat with the bot is always there: it is how one begins.
 * @param {PageState} state
 */
function chatsOf({ chats, personId }) {
  const own = Object.values(chats).filter((chat) => isIn(chat, personId));
  if (personId && !own.some(({ id }) => id === personId)) own.push(emptyChat(personId));
  return own.sort(
    (a, b) => lastDate(b) - lastDate(a) || Number(b.kind === 'private') - Number(a.kind === 'private'),
  );
}

/** @param {SimChat} chat */
const lastDate = (chat) => chat.messages.at(-1)?.date ?? 0;

/** @param {{ chat: SimChat, state: PageState }} props */
function ChatRow({ chat, state }) {
  const last = chat.messages.at(-1);
  const unread = unreadIn(state, state.personId, chat);
  const title = titleOf(chat, state);
  return html`<button
    type="button"
    class="chat-row"
    data-chat=${chat.id}
    aria-current=${chat.id === state.chatId ? 'true' : undefined}
    onClick=${() => open(state.personId, chat.id)}
  >
    <${Avatar} id=${faceOf(chat, state)} title=${title} />
    <span class="chat-row-text">
      <span class="chat-row-top">
        <span class="chat-row-title" dir="auto">
          ${chat.kind === 'channel' && html`<${Icon} name="channel" />`}
          ${(chat.kind === 'group' || chat.kind === 'supergroup') && html`<${Icon} name="group" />`}${title}
        </span>
        ${last && html`<span class="chat-row-time">${listTimeText(last.date * 1000, state.clock.now)}</span>`}
      </span>
      <span class="chat-row-bottom">
        <span class="chat-row-last" dir="auto">
          ${last ? html`<${LastLine} chat=${chat} last=${last} state=${state} />` : 'No messages yet'}
        </span>
        ${unread > 0 && html`<span class="badge" aria-label="${countText(unread)} unread">${countText(unread)}</span>`}
      </span>
    </span>
  </button>`;
}

/** @param {{ chat: SimChat, last: import('./types.js').Message, state: PageState }} props */
function LastLine({ chat, last, state }) {
  const doing = state.doing[chat.id];
  if (doing) return html`<i class="doing">${doing.replaceAll('_', ' ')}…</i>`;
  const sender = senderOf(last);
  const mine = sender.id === state.personId;
  const named = !serviceText(last) && chat.kind !== 'channel' && (mine || chat.kind !== 'private');
  return html`${named && html`<b>${mine ? 'You' : sender.name}: </b>`}${digestOf(last)}`;
}

/** @param {KeyboardEvent} event */
function moveFocus(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !(event.currentTarget instanceof HTMLElement)) return;
  const rows = [...event.currentTarget.querySelectorAll('button')];
  const next = rows[rows.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement)) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

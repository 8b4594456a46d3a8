import { Avatar } from './avatar.js';
import { html } from './html.js';
import { nameOf } from './names.js';
import { countText, mostUnread, unreadIn } from './read-marks.js';
import { open } from './route.js';
import { usePageState } from './store.js';

/** Tabs to choose whom one plays. */
export function People() {
  const state = usePageState();
  const people = state.people.filter(({ is_bot }) => !is_bot);

  /** @param {KeyboardEvent} event */
  const move = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || !(event.currentTarget instanceof HTMLElement)) return;
    const place = people.findIndex(({ id }) => id === state.personId);
    const next = people[(place + step + people.length) % people.length];
    if (!next) return;
    event.preventDefault();
    open(next.id, state.chatId === null ? null : next.id);
    /** @type {HTMLElement | null} */ (
      event.currentTarget.querySelector(`[data-person="${next.id}"]`)
    )?.focus();
  };

  return html`<div class="people" role="tablist" aria-label="Playing as" onKeyDown=${move}>
    ${people.map((person) => {
      const active = person.id === state.personId;
      const unread = unreadOf(state, person.id);
      return html`<button
        type="button"
        role="tab"
        class="person"
        key=${person.id}
        data-person=${person.id}
        aria-selected=${active}
        tabindex=${active ? 0 : -1}
        title="Play ${nameOf(person)}"
        onClick=${() => open(person.id, state.chatId === null ? null : person.id)}
      >
        <span class="person-face">
          <${Avatar} id=${person.id} title=${nameOf(person)} />
          ${!active && unread > 0 && html`<span class="dot" aria-label="${countText(unread)} unread">${countText(unread)}</span>`}
        </span>
        <span class="person-name">${person.first_name}</span>
      </button>`;
    })}
  </div>`;
}

/**
 * @param {import('./types.js').PageState} state
 * @param {number} personId
 */
function unreadOf(state, personId) {
  const sum = Object.values(state.chats).reduce((count, chat) => count + unreadIn(state, personId, chat), 0);
  return Math.min(sum, mostUnread);
}

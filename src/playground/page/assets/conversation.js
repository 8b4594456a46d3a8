import { useEffect, useState } from 'preact/hooks';
import { Avatar } from './avatar.js';
import { Composer } from './composer.js';
import { digestOf } from './digest.js';
import { emptyChat } from './events.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { goTo } from './links.js';
import { faceOf, subtitleOf, titleOf } from './names.js';
import { usePageState } from './store.js';
import { Thread } from './thread-view.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').SimChat} SimChat
 */

/**
 * A chat with its header, messages and composer.
 * @param {{ chatId: number, before?: unknown, after?: unknown, takesFocus?: boolean }} props `before` and `after`
 *   stand in the header, at the left and the right of the title
 */
export function Conversation({ chatId, before, after, takesFocus }) {
  const state = usePageState();
  const chat = state.chats[chatId] ?? emptyChat(chatId);
  const [replyTo, setReplyTo] = useState(/** @type {Message | null} */ (null));
  useEffect(() => setReplyTo(null), [chatId, state.personId]);
  const title = titleOf(chat, state);
  return html`<section class="conversation" aria-label=${title}>
    <header class="chat-header">
      ${before}
      <${Avatar} id=${faceOf(chat, state)} title=${title} />
      <div class="chat-header-text">
        <h2 dir="auto">${title}</h2>
        <p class=${state.doing[chatId] ? 'doing' : ''}>${subtitleOf(chat, state)}</p>
      </div>
      ${after}
    </header>
    <${PinnedBar} chat=${chat} />
    <${Thread} chat=${chat} onReply=${setReplyTo} />
    <${Composer} key=${`${state.personId}:${chatId}`} chat=${chat} replyTo=${replyTo} onReplied=${() => setReplyTo(null)} takesFocus=${takesFocus} />
  </section>`;
}

/** @param {{ chat: SimChat }} props */
function PinnedBar({ chat }) {
  const pinned = chat.messages.find(({ message_id }) => message_id === chat.pinned.at(-1));
  if (!pinned) return null;
  return html`<button type="button" class="pinned" onClick=${() => goTo(chat.id, pinned.message_id)}>
    <${Icon} name="pin" />
    <span><b>Pinned message</b><span dir="auto">${digestOf(pinned)}</span></span>
  </button>`;
}

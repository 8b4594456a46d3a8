import { useEffect, useMemo, useState } from 'preact/hooks';
import { Avatar } from './avatar.js';
import { Bubble } from './bubble.js';
import { Composer } from './composer.js';
import { emptyChat } from './events.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { goTo } from './links.js';
import { digestOf, faceOf, nameOf, senderOf, subtitleOf, titleOf } from './names.js';
import { useStickyScroll } from './scroll.js';
import { setState, usePageState } from './store.js';
import { threadOf } from './thread.js';
import { dayText } from './times.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').SimChat} SimChat
 */

const litMs = 1_600;

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

/** @param {{ chat: SimChat, onReply: (message: Message) => void }} props */
function Thread({ chat, onReply }) {
  const { personId, target, clock } = usePageState();
  const items = useMemo(() => threadOf(chat.messages), [chat.messages]);
  const last = chat.messages.at(-1);
  const { box, missed, toEnd, onScroll, letGo } = useStickyScroll({
    key: `${personId}:${chat.id}`,
    lastId: last?.message_id ?? 0,
    lastIsMine: last ? senderOf(last).id === personId : false,
  });
  const lit = target?.chatId === chat.id ? target.messageId : undefined;

  useEffect(() => {
    if (lit === undefined) return;
    letGo();
    box.current
      ?.querySelector(`[data-message="${lit}"]`)
      ?.scrollIntoView({ block: 'center', behavior: 'smooth' });
    const timer = setTimeout(() => setState({ target: null }), litMs);
    return () => clearTimeout(timer);
  }, [target]);

  return html`<div class="thread-frame">
    <div class="thread" ref=${box} onScroll=${onScroll} role="log" aria-label="Messages" tabindex="0">
      <div class="thread-inner">
        ${items.length === 0 && html`<${Welcome} chat=${chat} />`}
        ${items.map((item) => {
          if (item.type === 'day')
            return html`<div class="day" key=${item.key}><span>${dayText(item.at, clock.now)}</span></div>`;
          if (item.type === 'service') {
            return html`<div class="service" key=${item.key} data-message=${item.message.message_id}><span dir="auto">${item.text}</span></div>`;
          }
          const { key, message, first, last: ends } = item;
          return html`<${Bubble} key=${key} message=${message} chat=${chat} personId=${personId} first=${first} last=${ends} lit=${lit === message.message_id} onReply=${onReply} />`;
        })}
      </div>
    </div>
    ${
      missed > 0 &&
      html`<button type="button" class="chip" onClick=${toEnd}>
        <${Icon} name="down" /> ${missed === 1 ? '1 new message' : `${missed} new messages`}
      </button>`
    }
  </div>`;
}

/** @param {{ chat: SimChat }} props */
function Welcome({ chat }) {
  const { bot } = usePageState();
  if (chat.kind !== 'private') return html`<div class="service"><span>No messages here yet</span></div>`;
  return html`<div class="welcome">
    <${Avatar} id=${bot.id} title=${bot.first_name} size="large" />
    <h3>${nameOf(bot)}</h3>
    <p>Nothing has been said here yet. Press <b>Start</b> and the bot will answer.</p>
  </div>`;
}

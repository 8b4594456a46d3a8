import { useEffect, useMemo } from 'preact/hooks';
import { Avatar } from './avatar.js';
import { Bubble } from './bubble.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { sectionsOf } from './list-window.js';
import { nameOf, senderOf } from './names.js';
import { setState, usePageState } from './store.js';
import { threadOf } from './thread.js';
import { useThreadScroll } from './thread-scroll.js';
import { dayText } from './times.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').SimChat} SimChat
 * @typedef {import('./thread.js').ThreadItem} ThreadItem
 * @typedef {{ chat: SimChat, onReply: (message: Message) => void }} ThreadProps
 */

const litMs = 1_600;

/**
 * The messages of a chat. Of a long one only those near what is in sight are in the page.
 * @param {ThreadProps} props
 */
export function Thread({ chat, onReply }) {
  const { personId, target, doing, bot } = usePageState();
  const items = useMemo(() => threadOf(chat), [chat.messages, chat.deleted]);
  const last = chat.messages.at(-1);
  const { box, missed, toEnd, onScroll, goTo, range, offsets, below } = useThreadScroll({
    key: `${personId}:${chat.id}`,
    items,
    lastId: last?.message_id ?? 0,
    lastIsMine: last ? senderOf(last).id === personId : false,
  });
  const lit = target?.chatId === chat.id ? target.messageId : undefined;

  useEffect(() => {
    if (lit === undefined) return;
    goTo(lit);
    const timer = setTimeout(() => setState({ target: null }), litMs);
    return () => clearTimeout(timer);
  }, [target]);

  return html`<div class="thread-frame">
    <div class="thread" ref=${box} onScroll=${onScroll} role="log" aria-label="Messages" tabindex="0">
      <div class="thread-inner">
        ${items.length === 0 && html`<${Welcome} chat=${chat} />`}
        ${sectionsOf(items, range, offsets).map(
          ({ day, above, items: own }) =>
            html`<section key=${day?.key} class="day-section">
              ${day && html`<${DayLine} day=${day} />`}
              ${above > 0 && html`<${Space} height=${above} />`}
              ${own.map((item) => html`<div class="item" key=${item.key} data-item=${item.key}>${drawItem(item, chat, personId, lit, onReply)}</div>`)}
            </section>`,
        )}
        ${below > 0 && html`<${Space} height=${below} />`}
        ${doing[chat.id] && html`<${Doing} name=${nameOf(bot)} what=${doing[chat.id]} />`}
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

/**
 * @param {ThreadItem} item
 * @param {SimChat} chat
 * @param {number} personId
 * @param {number | undefined} lit
 * @param {ThreadProps['onReply']} onReply
 */
function drawItem(item, chat, personId, lit, onReply) {
  switch (item.type) {
    case 'service':
      return html`<div class="service" data-message=${item.message.message_id}><span dir="auto">${item.text}</span></div>`;
    case 'deleted':
      return html`<div class="service is-deleted"><span><${Icon} name="trash" /> ${item.count === 1 ? 'Message deleted' : `${item.count} messages deleted`}</span></div>`;
    case 'bubble': {
      const { message, album, first, last } = item;
      const isLit = [message, ...album].some(({ message_id }) => message_id === lit);
      return html`<${Bubble} message=${message} album=${album} chat=${chat} personId=${personId} first=${first} last=${last} lit=${isLit} onReply=${onReply} />`;
    }
    default:
      return null;
  }
}

/** @param {{ day: import('./thread.js').DayItem }} props */
function DayLine({ day }) {
  const { clock } = usePageState();
  return html`<div class="day" data-item=${day.key}><span>${dayText(day.at, clock.now)}</span></div>`;
}

/** The room of messages that are not drawn. @param {{ height: number }} props */
function Space({ height }) {
  return html`<div class="space" style=${{ height: `${height}px` }}></div>`;
}

/** @param {{ name: string, what: string }} props */
function Doing({ name, what }) {
  const text = `${name} is ${what === 'typing' ? 'typing' : `${what.replaceAll('_', ' ')}`}`;
  return html`<div class="row is-theirs is-first is-last" role="status">
    <div class="bubble dots" title=${text}><span class="hidden-text">${text}</span><i></i><i></i><i></i></div>
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

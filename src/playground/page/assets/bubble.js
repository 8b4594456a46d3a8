import { showMenu } from './actions.js';
import { Album } from './album.js';
import { Avatar, hueOf } from './avatar.js';
import { digestOf } from './digest.js';
import { RichText } from './entities.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { InlineKeyboard } from './keyboard.js';
import { cardOf } from './kinds.js';
import { goTo } from './links.js';
import { isVisual, Media } from './media.js';
import { nameOf, senderOf } from './names.js';
import { Reactions } from './reactions.js';
import { fullText, timeText } from './times.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').SimChat} SimChat
 * @typedef {{ message: Message, album: Message[], chat: SimChat, personId: number, first: boolean, last: boolean,
 *   lit: boolean, onReply: (message: Message) => void }} BubbleProps
 */

/**
 * One message, or an album. `first` and `last` say where it stands in a run of the same sender's.
 * @param {BubbleProps} props
 */
export function Bubble({ message, album, chat, personId, first, last, lit, onReply }) {
  const sender = senderOf(message);
  const mine = sender.id === personId;
  const inGroup = chat.kind === 'group' || chat.kind === 'supergroup';
  const captioned = album.find(({ caption }) => caption) ?? message;
  const text = captioned.text ?? captioned.caption;
  const keys = message.reply_markup && 'inline_keyboard' in message.reply_markup;
  const classes = [
    'row',
    mine ? 'is-mine' : 'is-theirs',
    first && 'is-first',
    last && 'is-last',
    lit && 'is-lit',
    chat.reactions.some(({ messageId }) => messageId === message.message_id) && 'has-reactions',
    keys && message.reply_markup?.inline_keyboard?.length && 'has-keys',
  ];
  const caption = text && html`<${Caption} message=${captioned} text=${text} chatId=${chat.id} />`;
  const above = captioned.show_caption_above_media;
  /** @param {{ x: number, y: number }} at */
  const openMenu = (at) => showMenu({ chatId: chat.id, message, at, reply: () => onReply(message) });
  /** @param {MouseEvent} event */
  const onContextMenu = (event) => {
    // A link keeps the browser's own menu, and so does selected text.
    if (event.target instanceof Element && event.target.closest('a, video')) return;
    if (getSelection()?.toString()) return;
    event.preventDefault();
    openMenu({ x: event.clientX, y: event.clientY });
  };
  return html`<div class=${classes.filter(Boolean).join(' ')} data-message=${message.message_id}>
    ${inGroup && !mine && html`<span class="row-face">${last && html`<${Avatar} id=${sender.id} title=${sender.name} size="small" />`}</span>`}
    <div class="column">
      <article
        class="bubble ${isVisual(message) ? 'is-visual' : ''} ${isJumbo(message) ? 'is-jumbo' : ''}"
        aria-label="${sender.name}, ${timeText(message.date * 1000)}"
        onContextMenu=${onContextMenu}
      >
        ${inGroup && !mine && first && html`<div class="sender ink-${hueOf(sender.id)}" dir="auto">${sender.name}</div>`}
        <${Origin} message=${message} />
        <${Quote} message=${message} chatId=${chat.id} />
        ${above && caption}
        ${
          album.length > 0
            ? html`<${Album} messages=${album} chatId=${chat.id} />`
            : html`<${Media} message=${message} chatId=${chat.id} />`
        }
        <${Card} message=${message} />
        ${!above && caption}
        <${Reactions} chat=${chat} messageId=${message.message_id} />
        <${Meta} message=${message} mine=${mine} />
      </article>
      <${InlineKeyboard} message=${message} chatId=${chat.id} />
    </div>
    <${Tools} onReply=${() => onReply(message)} onMenu=${openMenu} />
  </div>`;
}

/** @param {{ message: Message, text: string, chatId: number }} props */
function Caption({ message, text, chatId }) {
  const entities = message.text === undefined ? message.caption_entities : message.entities;
  return html`<div class="caption"><${RichText} text=${text} entities=${entities} chatId=${chatId} /><span class="meta-room ${message.edit_date ? 'is-edited' : ''}"></span></div>`;
}

/** Content that this page shows in words. @param {{ message: Message }} props */
function Card({ message }) {
  const card = cardOf(message);
  if (!card) return null;
  return html`<div class="card">
    <span class="card-sign" aria-hidden="true">${card.sign}</span>
    <span class="card-text" dir="auto">
      <b>${card.name}</b>
      ${card.lines.map((line) => html`<span key=${line}>${line}</span>`)}
    </span>
  </div>`;
}

/** @param {{ message: Message, mine: boolean }} props */
function Meta({ message, mine }) {
  const at = message.date * 1000;
  return html`<span class="meta">
    ${message.edit_date && html`<span>edited</span>`}
    <time dateTime=${new Date(at).toISOString()} title=${fullText(at)}>${timeText(at)}</time>
    ${mine && html`<${Icon} name="check" />`}
  </span>`;
}

/** @param {{ message: Message }} props */
function Origin({ message: { forward_origin: origin } }) {
  if (!origin) return null;
  const name = {
    user: () => ('sender_user' in origin ? nameOf(origin.sender_user) : ''),
    hidden_user: () => ('sender_user_name' in origin ? origin.sender_user_name : ''),
    chat: () => ('sender_chat' in origin ? (origin.sender_chat.title ?? '') : ''),
    channel: () => ('chat' in origin ? (origin.chat.title ?? '') : ''),
  }[origin.type]();
  return html`<div class="origin">Forwarded from <b>${name}</b></div>`;
}

/** @param {{ message: Message, chatId: number }} props */
function Quote({ message: { reply_to_message: quoted }, chatId }) {
  if (!quoted) return null;
  const sender = senderOf(/** @type {Message} */ (quoted));
  return html`<button type="button" class="quote edge-${hueOf(sender.id)}" onClick=${() => goTo(chatId, quoted.message_id)}>
    <b class="ink-${hueOf(sender.id)}">${sender.name}</b>
    <span dir="auto">${digestOf(/** @type {Message} */ (quoted))}</span>
  </button>`;
}

/** @param {{ onReply: () => void, onMenu: (at: { x: number, y: number }) => void }} props */
function Tools({ onReply, onMenu }) {
  /** @param {MouseEvent} event */
  const more = ({ currentTarget }) => {
    if (!(currentTarget instanceof Element)) return;
    const { left, bottom } = currentTarget.getBoundingClientRect();
    onMenu({ x: left, y: bottom });
  };
  return html`<span class="tools">
    <button type="button" class="tool-reply" aria-label="Reply" title="Reply" onClick=${onReply}><${Icon} name="reply" /></button>
    <button type="button" aria-label="More" title="More" aria-haspopup="menu" onClick=${more}><${Icon} name="more" /></button>
  </span>`;
}

const emojiOnly =
  /^(?:\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?(?:\u200d\p{Extended_Pictographic}\ufe0f?)*){1,3}$/u;

/** @param {Message} message one to three emoji and nothing else are drawn large */
function isJumbo({ text }) {
  return text !== undefined && text.length <= 24 && emojiOnly.test(text);
}

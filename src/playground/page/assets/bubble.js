import { deleteMessage, forwardToBot } from './actions.js';
import { Avatar, hueOf } from './avatar.js';
import { RichText } from './entities.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { InlineKeyboard } from './keyboard.js';
import { goTo } from './links.js';
import { isVisual, Media } from './media.js';
import { digestOf, nameOf, senderOf } from './names.js';
import { fullText, timeText } from './times.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').SimChat} SimChat
 * @typedef {{ message: Message, chat: SimChat, personId: number, first: boolean, last: boolean, lit: boolean,
 *   onReply: (message: Message) => void }} BubbleProps
 */

/**
 * One message. `first` and `last` say where it stands in a run of the same sender's.
 * @param {BubbleProps} props
 */
export function Bubble({ message, chat, personId, first, last, lit, onReply }) {
  const sender = senderOf(message);
  const mine = sender.id === personId;
  const inGroup = chat.kind === 'group' || chat.kind === 'supergroup';
  const text = message.text ?? message.caption;
  const classes = [
    'row',
    mine ? 'is-mine' : 'is-theirs',
    first && 'is-first',
    last && 'is-last',
    lit && 'is-lit',
    message.reply_markup?.inline_keyboard?.length && 'has-keys',
  ];
  return html`<div class=${classes.filter(Boolean).join(' ')} data-message=${message.message_id}>
    ${inGroup && !mine && html`<span class="row-face">${last && html`<${Avatar} id=${sender.id} title=${sender.name} size="small" />`}</span>`}
    <div class="column">
      <article class="bubble ${isVisual(message) ? 'is-visual' : ''} ${isJumbo(message) ? 'is-jumbo' : ''}" aria-label="${sender.name}, ${timeText(message.date * 1000)}">
        ${inGroup && !mine && first && html`<div class="sender ink-${hueOf(sender.id)}" dir="auto">${sender.name}</div>`}
        <${Origin} message=${message} />
        <${Quote} message=${message} chatId=${chat.id} />
        ${message.show_caption_above_media && html`<${Caption} message=${message} text=${text} chatId=${chat.id} />`}
        <${Media} message=${message} />
        ${!message.show_caption_above_media && html`<${Caption} message=${message} text=${text} chatId=${chat.id} />`}
        <${Meta} message=${message} mine=${mine} />
      </article>
      <${InlineKeyboard} message=${message} chatId=${chat.id} />
    </div>
    <${Tools} message=${message} chat=${chat} mine=${mine} onReply=${onReply} />
  </div>`;
}

/** @param {{ message: Message, text: string | undefined, chatId: number }} props */
function Caption({ message, text, chatId }) {
  if (!text) return null;
  const entities = message.text === undefined ? message.caption_entities : message.entities;
  return html`<div class="caption"><${RichText} text=${text} entities=${entities} chatId=${chatId} /><span class="meta-room ${message.edit_date ? 'is-edited' : ''}"></span></div>`;
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

/** @param {{ message: Message, chat: SimChat, mine: boolean, onReply: BubbleProps['onReply'] }} props */
function Tools({ message, chat, mine, onReply }) {
  return html`<span class="tools">
    <button type="button" aria-label="Reply" title="Reply" onClick=${() => onReply(message)}><${Icon} name="reply" /></button>
    <button type="button" aria-label="Forward to the bot" title="Forward to the bot" onClick=${() => forwardToBot(chat.id, message.message_id)}>
      <${Icon} name="forward" />
    </button>
    ${mine && html`<button type="button" aria-label="Delete" title="Delete" onClick=${() => deleteMessage(chat.id, message.message_id)}><${Icon} name="trash" /></button>`}
  </span>`;
}

const emojiOnly =
  /^(?:\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?(?:\u200d\p{Extended_Pictographic}\ufe0f?)*){1,3}$/u;

/** @param {Message} message one to three emoji and nothing else are drawn large */
function isJumbo({ text }) {
  return text !== undefined && text.length <= 24 && emojiOnly.test(text);
}

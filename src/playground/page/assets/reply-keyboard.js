import { pick, say, shareChat, shareUsers, showToast } from './actions.js';
import { isIn } from './events.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { nameOf, senderOf } from './names.js';
import { getState, usePageState } from './store.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('@grammyjs/types').KeyboardButton} Key
 * @typedef {import('@grammyjs/types').ReplyKeyboardMarkup} Markup
 * @typedef {import('@grammyjs/types').KeyboardButton.RequestChatButton['request_chat']} RequestChat
 * @typedef {import('@grammyjs/types').KeyboardButton.RequestUsersButton['request_users']} RequestUsers
 */

/**
 * The keyboard that stands in the place of the phone's own.
 * @param {{ messages: Message[], chatId: number }} props
 */
export function ReplyKeyboard({ messages, chatId }) {
  const { personId } = usePageState();
  const shown = keyboardOf(messages, personId);
  if (!shown) return null;
  return html`<div class="reply-keyboard" role="group" aria-label="Answers">
    ${shown.rows.map(
      (row, at) =>
        html`<div class="keyboard-row" key=${at}>
          ${row.map((key) => html`<${AnswerKey} key=${textOf(key)} button=${key} chatId=${chatId} messageId=${shown.messageId} />`)}
        </div>`,
    )}
  </div>`;
}

/** @param {Key | string} key */
const textOf = (key) => (typeof key === 'string' ? key : key.text);

/**
 * The latest message that brings a keyboard or takes it away decides; one for a single answer goes with that answer.
 * @param {Message[]} messages
 * @param {number} personId
 */
function keyboardOf(messages, personId) {
  let answered = false;
  for (let at = messages.length - 1; at >= 0; at -= 1) {
    const message = messages[at];
    if (!message) continue;
    const markup = /** @type {Partial<Markup> & { remove_keyboard?: true }} */ (message.reply_markup ?? {});
    if (markup.remove_keyboard) return undefined;
    if (markup.keyboard) {
      const over = markup.one_time_keyboard && answered;
      return over ? undefined : { rows: markup.keyboard, messageId: message.message_id };
    }
    answered ||= senderOf(message).id === personId;
  }
  return undefined;
}

/** @param {{ button: Key | string, chatId: number, messageId: number }} props */
function AnswerKey({ button, chatId, messageId }) {
  const text = textOf(button);
  const asks = typeof button === 'object' && ('request_chat' in button || 'request_users' in button);
  const act = () => {
    if (
      typeof button === 'string' ||
      Object.keys(button).every((name) => name === 'text' || name === 'style')
    )
      return say(chatId, text, undefined);
    if ('request_chat' in button) return pickChat(button.request_chat, messageId, text);
    if ('request_users' in button) return pickUsers(button.request_users, messageId, text);
    return showToast('This kind of button works in Telegram only');
  };
  return html`<button type="button" class="key" aria-haspopup=${asks ? 'dialog' : undefined} onClick=${act}>
    <span class="key-text" dir="auto">${text}</span>${asks && html`<span class="key-mark"><${Icon} name="group" /></span>`}
  </button>`;
}

/**
 * Offers the chats that fit, as far as the page can tell; the local Telegram knows all the rules.
 * @param {RequestChat} request
 * @param {number} messageId
 * @param {string} button
 */
function pickChat(request, messageId, button) {
  const { chats, personId } = getState();
  const fitting = Object.values(chats).filter((chat) => {
    if (chat.kind === 'private' || !isIn(chat, personId)) return false;
    const status = chat.members.find(({ userId }) => userId === personId)?.status;
    const owner = status === 'creator';
    const needsRights = Object.values(request.user_administrator_rights ?? {}).some(Boolean);
    return (
      (chat.kind === 'channel') === request.chat_is_channel &&
      (!request.chat_is_created || owner) &&
      (!needsRights || owner || status === 'administrator')
    );
  });
  const what = request.chat_is_channel ? 'channel' : 'group';
  pick({
    title: `Choose a ${what}`,
    none: `No ${what} of yours fits. The drawer makes new groups under “World”.`,
    options: fitting.map(({ id, title, kind }) => ({ id, title, note: kind })),
    most: 1,
    choose: ([id]) => id !== undefined && void shareChat(messageId, button, id),
  });
}

/**
 * @param {RequestUsers} request
 * @param {number} messageId
 * @param {string} button
 */
function pickUsers(request, messageId, button) {
  const { people } = getState();
  pick({
    title: 'Choose people',
    none: 'Nobody fits.',
    options: people
      .filter(({ is_bot }) => (request.user_is_bot ?? is_bot) === is_bot)
      .map((person) => ({
        id: person.id,
        title: nameOf(person),
        note: person.username ? `@${person.username}` : '',
      })),
    most: request.max_quantity ?? 1,
    choose: (ids) => void shareUsers(messageId, button, ids),
  });
}

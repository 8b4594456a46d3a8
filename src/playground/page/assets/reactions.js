import { react } from './actions.js';
import { html } from './html.js';
import { nameOf } from './names.js';
import { usePageState } from './store.js';

/** @typedef {import('./types.js').SimChat} SimChat */

/** Offered in a message's menu; Telegram has more. */
export const quickReactions = ['👍', '❤', '🔥', '🎉', '😁', '😢', '👎'];

/** A heart without this is drawn as a sign of the text. @param {string} emoji */
export const drawn = (emoji) => (emoji === '❤' ? '❤\ufe0f' : emoji);

/**
 * What a person reacted to a message with, or undefined.
 * @param {SimChat | undefined} chat
 * @param {number} messageId
 * @param {number} personId
 */
export const reactionOf = (chat, messageId, personId) =>
  chat?.reactions.find((one) => one.messageId === messageId && one.userId === personId)?.emoji;

/**
 * The reactions of a message by kind; a click adds one's own or takes it away.
 * @param {{ chat: SimChat, messageId: number }} props
 */
export function Reactions({ chat, messageId }) {
  const { personId, people, bot } = usePageState();
  const own = chat.reactions.filter((one) => one.messageId === messageId);
  if (own.length === 0) return null;
  const kinds = [...new Set(own.map(({ emoji }) => emoji))];
  const mine = reactionOf(chat, messageId, personId);
  return html`<div class="reactions" role="group" aria-label="Reactions">
    ${kinds.map((emoji) => {
      const by = own.filter((one) => one.emoji === emoji);
      const names = by.map(({ userId }) => {
        const person = people.find(({ id }) => id === userId);
        return nameOf(person ?? bot);
      });
      return html`<button
        type="button"
        class="reaction"
        key=${emoji}
        aria-pressed=${emoji === mine}
        aria-label="${drawn(emoji)} ${by.length}: ${names.join(', ')}"
        title=${names.join(', ')}
        onClick=${() => react(chat.id, messageId, emoji === mine ? null : emoji)}
      >
        <span>${drawn(emoji)}</span> ${by.length}
      </button>`;
    })}
  </div>`;
}

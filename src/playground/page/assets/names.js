/**
 * How people, chats and messages are called on screen. Pure.
 * @typedef {import('./types.js').PageState} PageState
 * @typedef {import('./types.js').SimChat} SimChat
 * @typedef {import('./types.js').Message} Message
 */

/** @param {{ first_name: string, last_name?: string | undefined }} person */
export const nameOf = ({ first_name, last_name }) => (last_name ? `${first_name} ${last_name}` : first_name);

/**
 * @param {SimChat} chat
 * @param {PageState} state
 */
export const titleOf = (chat, { bot }) => (chat.kind === 'private' ? nameOf(bot) : chat.title);

/**
 * The id that gives a chat its colour: a private chat is drawn as the bot.
 * @param {SimChat} chat
 * @param {PageState} state
 */
export const faceOf = (chat, { bot }) => (chat.kind === 'private' ? bot.id : chat.id);

/**
 * @param {SimChat} chat
 * @param {PageState} state
 */
export function subtitleOf(chat, state) {
  const doing = state.doing[chat.id];
  if (doing) return doing === 'typing' ? 'typing…' : `${doing.replaceAll('_', ' ')}…`;
  if (chat.kind === 'private') return 'bot';
  const count = chat.members.filter(({ status }) => status !== 'left' && status !== 'kicked').length;
  const word = chat.kind === 'channel' ? 'subscriber' : 'member';
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** @param {Message} message */
export function senderOf(message) {
  if (message.sender_chat) return { id: message.sender_chat.id, name: message.sender_chat.title ?? '' };
  return { id: message.from?.id ?? 0, name: message.from ? nameOf(message.from) : '' };
}

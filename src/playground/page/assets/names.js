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

/**
 * What a message without a bubble says ("Olga joined"), or undefined for one that people or bots wrote.
 * @param {Message} message
 */
export function serviceText(message) {
  const who = senderOf(message).name;
  if (message.new_chat_members) {
    const joined = message.new_chat_members;
    const self = joined.length === 1 && joined[0]?.id === message.from?.id;
    return self ? `${who} joined` : `${who} added ${joined.map(nameOf).join(', ')}`;
  }
  if (message.left_chat_member) {
    const self = message.left_chat_member.id === message.from?.id;
    return self ? `${who} left` : `${who} removed ${nameOf(message.left_chat_member)}`;
  }
  if (message.pinned_message) return `${who} pinned a message`;
  if (message.new_chat_title) return `${who} renamed the chat to “${message.new_chat_title}”`;
  if (message.group_chat_created || message.supergroup_chat_created) return `${who} created the group`;
  if (message.channel_chat_created) return 'Channel created';
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return 'The group became a supergroup';
  return undefined;
}

/**
 * A message in one line, for the chat list, replies and the pinned bar.
 * @param {Message} message
 */
export function digestOf(message) {
  const text = serviceText(message) ?? message.text ?? message.caption;
  if (message.photo) return `🖼 ${text ?? 'Photo'}`;
  if (message.animation) return `🎞 ${text ?? 'GIF'}`;
  if (message.video) return `🎬 ${text ?? 'Video'}`;
  if (message.document) return `📎 ${text ?? message.document.file_name ?? 'File'}`;
  return text ?? 'Message';
}

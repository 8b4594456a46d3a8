/**
 * What each event of `/_sim/events` does to the page's state. Pure, and safe to apply twice: after a reconnect
 * events that came while the fresh state was loading are applied on top of it.
 * @typedef {import('./types.js').PageState} PageState
 * @typedef {import('./types.js').SimEvent} SimEvent
 * @typedef {import('./types.js').SimChat} SimChat
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').SimCall} SimCall
 */

/** So many of the bot's calls stay on screen, as many as the server keeps. */
const mostCalls = 300;

/**
 * @param {PageState} state
 * @param {SimEvent} event
 * @param {number} at the browser's own monotonic time, ms
 * @returns {Partial<PageState>}
 */
export function afterEvent(state, event, at) {
  switch (event.type) {
    case 'message':
      return afterMessage(state, event.chatId, event.message);
    case 'edit':
      return onChat(state, event.chatId, (chat) => ({ messages: upsert(chat.messages, event.message) }));
    case 'delete':
      return onChat(state, event.chatId, (chat) => ({
        messages: chat.messages.filter((message) => !event.messageIds.includes(message.message_id)),
        pinned: chat.pinned.filter((id) => !event.messageIds.includes(id)),
        deleted: [
          ...chat.deleted,
          ...chat.messages
            .filter(({ message_id }) => event.messageIds.includes(message_id))
            .map(({ message_id, date }) => ({ message_id, date })),
        ],
      }));
    case 'reactions':
      return onChat(state, event.chatId, (chat) => ({
        reactions: [
          ...chat.reactions.filter(({ messageId }) => messageId !== event.messageId),
          ...event.reactions,
        ],
      }));
    case 'pinned':
      return onChat(state, event.chatId, () => ({ pinned: event.pinned }));
    case 'chat':
      return onChat(state, event.chat.id, () => event.chat);
    case 'person':
      return { people: [...state.people.filter(({ id }) => id !== event.person.id), event.person] };
    case 'commands':
      return { commands: event.commands };
    case 'answer':
      return { pending: state.pending.filter((key) => !key.startsWith(`${event.userId}:`)) };
    case 'action':
      return { doing: { ...state.doing, [event.chatId]: event.action } };
    case 'clock':
      return { clock: { now: event.now, at } };
    case 'call':
      return { calls: afterCall(state.calls, event) };
    case 'faults':
      return { faults: event.faults };
    case 'limits':
      return { limits: event.limits };
    default:
      return {};
  }
}

/**
 * @param {SimCall[]} calls
 * @param {SimCall} call
 */
function afterCall(calls, call) {
  const known = calls.some(({ id }) => id === call.id);
  return known ? calls : [...calls.slice(1 - mostCalls), call];
}

/**
 * @param {PageState} state
 * @param {number} chatId
 * @param {Message} message
 * @returns {Partial<PageState>}
 */
function afterMessage(state, chatId, message) {
  const changed = onChat(state, chatId, (chat) => ({ messages: upsert(chat.messages, message) }));
  const { [chatId]: _, ...doing } = state.doing;
  return { ...changed, doing };
}

/**
 * Whether a person sees a chat in their list: it is their own with the bot, or they are a member.
 * @param {SimChat} chat
 * @param {number} personId
 */
export function isIn(chat, personId) {
  if (chat.kind === 'private') return chat.id === personId;
  if (chat.migratedTo !== undefined) return false;
  return isPresent(chat, personId);
}

/**
 * Whether somebody, a bot too, is among the members.
 * @param {SimChat} chat
 * @param {number} id
 */
export const isPresent = ({ members }, id) =>
  members.some(({ userId, status }) => userId === id && status !== 'left' && status !== 'kicked');

/**
 * @param {PageState} state
 * @param {number} chatId
 * @param {(chat: SimChat) => Partial<SimChat>} change
 */
function onChat(state, chatId, change) {
  const chat = state.chats[chatId] ?? emptyChat(chatId);
  return { chats: { ...state.chats, [chatId]: { ...chat, ...change(chat) } } };
}

/**
 * A chat that nobody has written in yet.
 * @param {number} id
 * @returns {SimChat}
 */
export function emptyChat(id) {
  return {
    id,
    kind: id > 0 ? 'private' : 'group',
    title: '',
    members: [],
    pinned: [],
    messages: [],
    deleted: [],
    reactions: [],
  };
}

/**
 * Puts a message at its place by id, in the place of an older version of it.
 * @param {Message[]} messages
 * @param {Message} message
 */
function upsert(messages, message) {
  // Nearly all come at the end.
  if ((messages.at(-1)?.message_id ?? 0) < message.message_id) return [...messages, message];
  const place = messages.findIndex(({ message_id }) => message_id >= message.message_id);
  const replaces = messages[place]?.message_id === message.message_id;
  return messages.toSpliced(place, replaces ? 1 : 0, message);
}

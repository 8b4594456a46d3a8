import { isIn } from './events.js';
import { keep, onKeptElsewhere, readKept } from './kept.js';
import { senderOf } from './names.js';
import { getState, setState } from './store.js';

/**
 * How far each person has read in each chat. The browser keeps it, so that a reload and another window know it.
 * @typedef {import('./types.js').PageState} PageState
 * @typedef {import('./types.js').SimChat} SimChat
 */

const key = 'read';
/** More than these nobody counts. */
export const mostUnread = 100;

/** Takes up the marks of this world; what stands in a world before anybody looked is no news. */
export function loadMarks() {
  const { world, chats, people } = getState();
  const kept = readKept(localStorage, key, { world: '', marks: {} });
  if (kept.world === world) return setState({ read: kept.marks });
  /** @type {PageState['read']} */
  const read = {};
  for (const chat of Object.values(chats))
    for (const { id } of people) read[`${id}:${chat.id}`] = lastIdOf(chat);
  setState({ read });
  keep(localStorage, key, { world, marks: read });
}

/** Follows what is read in other windows. */
export const followMarks = () =>
  onKeptElsewhere(key, () => {
    const kept = readKept(localStorage, key, { world: '', marks: {} });
    if (kept.world === getState().world) setState({ read: kept.marks });
  });

/** Marks what is in sight as read, unless the window itself is out of sight. */
export function markSeen() {
  const { personId, chatId, besideId, drawer, chats, read, world } = getState();
  if (document.hidden || !world) return;
  const besideShows = drawer === null && matchMedia('(min-width: 1180px)').matches;
  const fresh = [chatId, besideShows ? besideId : null].flatMap((id) => {
    const chat = id === null ? undefined : chats[id];
    const last = chat ? lastIdOf(chat) : 0;
    const place = `${personId}:${id}`;
    return last > (read[place] ?? 0) ? [[place, last]] : [];
  });
  if (fresh.length === 0) return;
  const marks = { ...read, ...Object.fromEntries(fresh) };
  setState({ read: marks });
  keep(localStorage, key, { world, marks });
}

/** @param {SimChat} chat */
const lastIdOf = (chat) => chat.messages.at(-1)?.message_id ?? 0;

/**
 * How many messages of others a person has not seen in a chat; no more than `mostUnread`.
 * @param {PageState} state
 * @param {number} personId
 * @param {SimChat} chat
 */
export function unreadIn({ read }, personId, chat) {
  if (!isIn(chat, personId)) return 0;
  const mark = read[`${personId}:${chat.id}`] ?? 0;
  let count = 0;
  for (let place = chat.messages.length - 1; place >= 0 && count < mostUnread; place -= 1) {
    const message = chat.messages[place];
    if (!message || message.message_id <= mark) break;
    if (senderOf(message).id !== personId) count += 1;
  }
  return count;
}

/** @param {number} count */
export const countText = (count) => (count >= mostUnread ? `${mostUnread - 1}+` : `${count}`);

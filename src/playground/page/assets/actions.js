import { command, upload } from './api.js';
import { open } from './route.js';
import { getState, setState } from './store.js';

/**
 * What the person who is played does.
 * @typedef {import('./types.js').SimCommand} SimCommand
 * @typedef {import('./types.js').SimMedia} SimMedia
 */

const toastMs = 4_000;
/** A real client gives up waiting for the bot's answer to a press at about this time. */
const pressMs = 30_000;
let lastToast = 0;

/**
 * @param {string} text
 * @param {'plain' | 'error'} [tone]
 */
export function showToast(text, tone = 'plain') {
  lastToast += 1;
  const id = lastToast;
  setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), { id, text, tone }] }));
  setTimeout(
    () => setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
    toastMs,
  );
}

/** @param {string | null} text */
export const showAlert = (text) => setState({ alert: text });

/** @param {import('./types.js').PageState['viewing']} viewing */
export const view = (viewing) => setState({ viewing });

/** Asks before an address outside this machine is opened. @param {string | null} leaving */
export const leaveTo = (leaving) => setState({ leaving });

/** @param {import('./types.js').Picking | null} picking */
export const pick = (picking) => setState({ picking });

/** @param {import('./types.js').MessageMenu | null} menu */
export const showMenu = (menu) => setState({ menu });

/**
 * Asks the local Telegram; a refusal becomes a toast.
 * @param {SimCommand} what
 * @returns {Promise<unknown>} what it answers; undefined when it refused
 */
export async function ask(what) {
  try {
    return await command(what);
  } catch (error) {
    showToast(error instanceof Error ? error.message : String(error), 'error');
    return undefined;
  }
}

/**
 * @param {SimCommand} what
 * @returns {Promise<boolean>} whether it was done
 */
export const perform = async (what) => (await ask(what)) !== undefined;

/**
 * @param {number} chatId
 * @param {string} text
 * @param {number | undefined} replyTo
 */
export const say = (chatId, text, replyTo) =>
  perform({ do: 'say', chatId, userId: getState().personId, text, ...(replyTo ? { replyTo } : {}) });

/**
 * Uploads a file and sends it; the caption may be empty. Files with one `groupId` are an album.
 * @param {number} chatId
 * @param {{ kind: SimMedia['kind'], spoiler: boolean, fileId: string }} attachment
 * @param {{ caption?: string, replyTo?: number | undefined, groupId?: string | undefined }} how
 */
export const sendFile = (chatId, { fileId, kind, spoiler }, { caption, replyTo, groupId }) =>
  perform({
    do: 'say',
    chatId,
    userId: getState().personId,
    media: { kind, fileId, ...(spoiler ? { spoiler } : {}) },
    ...(caption ? { text: caption } : {}),
    ...(replyTo ? { replyTo } : {}),
    ...(groupId ? { groupId } : {}),
  });

/**
 * Brings files up; undefined when one of them was refused.
 * @param {File[]} files
 */
export async function uploadAll(files) {
  const ids = [];
  for (const file of files) {
    try {
      ids.push(await upload(file));
    } catch (error) {
      showToast(`${file.name}: ${error instanceof Error ? error.message : error}`, 'error');
      return undefined;
    }
  }
  return ids;
}

/**
 * Presses a callback button; it spins until the bot answers.
 * @param {number} chatId
 * @param {number} messageId
 * @param {number} row
 * @param {number} column
 */
export async function press(chatId, messageId, row, column) {
  const userId = getState().personId;
  const key = `${userId}:${chatId}:${messageId}:${row}:${column}`;
  const settle = () => setState(({ pending }) => ({ pending: pending.filter((other) => other !== key) }));
  if (getState().pending.includes(key)) return;
  setState(({ pending }) => ({ pending: [...pending, key] }));
  setTimeout(settle, pressMs);
  const done = await perform({ do: 'press', chatId, userId, messageId, button: { row, column } });
  if (!done) settle();
}

/**
 * In the place of one's own reaction before; null takes it away.
 * @param {number} chatId
 * @param {number} messageId
 * @param {string | null} emoji
 */
export const react = (chatId, messageId, emoji) =>
  perform({ do: 'react', chatId, messageId, emoji, userId: getState().personId });

/**
 * @param {number} messageId the message that brought the keyboard
 * @param {string} button
 * @param {number} sharedChatId
 */
export const shareChat = (messageId, button, sharedChatId) =>
  perform({ do: 'shareChat', messageId, button, sharedChatId, userId: getState().personId });

/**
 * @param {number} messageId
 * @param {string} button
 * @param {number[]} sharedUserIds
 */
export const shareUsers = (messageId, button, sharedUserIds) =>
  perform({ do: 'shareUsers', messageId, button, sharedUserIds, userId: getState().personId });

/**
 * The commands that the bot offers this person in this chat.
 * @param {number} chatId
 * @returns {Promise<import('./types.js').PageState['commands']>}
 */
export async function menuOf(chatId) {
  const menu = await ask({ do: 'menu', chatId, userId: getState().personId });
  return /** @type {import('./types.js').PageState['commands'] | undefined} */ (menu) ?? [];
}

/**
 * Adds the bot to a group by a link.
 * @param {number} chatId
 * @param {string} payload
 */
export function startGroup(chatId, payload) {
  const { personId } = getState();
  open(personId, chatId);
  return perform({ do: 'startGroup', chatId, userId: personId, ...(payload ? { payload } : {}) });
}

/**
 * Opens the chat with the bot and presses Start there.
 * @param {string} [payload]
 */
export function start(payload) {
  const { personId } = getState();
  open(personId, personId);
  return perform({ do: 'start', userId: personId, ...(payload ? { payload } : {}) });
}

/**
 * @param {number} chatId
 * @param {number} messageId
 */
export const deleteMessage = (chatId, messageId) =>
  perform({ do: 'deleteMessage', chatId, messageId, byUserId: getState().personId });

/**
 * Sends a copy of a message to the bot, as people do with a post they like.
 * @param {number} fromChatId
 * @param {number} messageId
 */
export function forwardToBot(fromChatId, messageId) {
  const { personId } = getState();
  open(personId, personId);
  return perform({ do: 'forward', fromChatId, messageId, chatId: personId, userId: personId });
}

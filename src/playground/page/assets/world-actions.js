import { ask, perform, showToast } from './actions.js';
import { resetPlayground } from './api.js';
import { getState, setState } from './store.js';

/**
 * What is done to the world itself: time, faults, groups, a fresh beginning.
 * @typedef {import('./types.js').SimFault} SimFault
 */

/** @param {number} ms */
export const advance = (ms) => perform({ do: 'advance', ms });

/** @param {SimFault} fault */
export const addFault = (fault) => perform({ do: 'fault', fault });

export const clearFaults = () => perform({ do: 'clearFaults' });

/** @param {import('./types.js').PageState['limits']} limits */
export const setLimits = (limits) => perform({ do: 'limits', limits });

/** Who may change a group: its owner. @param {number} chatId */
function ownerOf(chatId) {
  const { chats, personId } = getState();
  return chats[chatId]?.members.find(({ status }) => status === 'creator')?.userId ?? personId;
}

/**
 * @param {number} chatId
 * @param {boolean} asAdmin
 */
export const addBot = (chatId, asAdmin) =>
  perform({ do: 'addBot', chatId, byUserId: ownerOf(chatId), asAdmin });

/** @param {number} chatId */
export const removeBot = (chatId) => perform({ do: 'removeBot', chatId, byUserId: ownerOf(chatId) });

/**
 * Makes the bot an administrator with these rights; those that are not named it has.
 * @param {number} chatId
 * @param {Record<string, boolean>} rights
 */
export const promoteBot = (chatId, rights) =>
  perform({ do: 'promoteBot', chatId, byUserId: ownerOf(chatId), rights });

/** Lets the bot stay, and write nothing. @param {number} chatId */
export const silenceBot = (chatId) =>
  perform({ do: 'restrictBot', chatId, byUserId: ownerOf(chatId), rights: { can_send_messages: false } });

/** @param {string} title @returns {Promise<number | undefined>} the new group's id */
export async function addGroup(title) {
  const { personId } = getState();
  const id = await ask({ do: 'addChat', kind: 'group', title, ownerId: personId });
  return id === undefined ? undefined : Number(id);
}

/** @param {number} chatId @returns {Promise<number | undefined>} the supergroup's id */
export async function migrate(chatId) {
  const id = await ask({ do: 'migrate', chatId, byUserId: ownerOf(chatId) });
  return id === undefined ? undefined : Number(id);
}

/** Builds the sample world anew; the page follows by itself. */
export async function resetWorld() {
  setState({ resetting: true });
  try {
    await resetPlayground();
    showToast('The sample world is as it was at the start');
  } catch (error) {
    showToast(error instanceof Error ? error.message : String(error), 'error');
  } finally {
    setState({ resetting: false });
  }
}

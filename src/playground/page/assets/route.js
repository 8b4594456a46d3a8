import { isIn } from './events.js';
import { keep, readKept } from './kept.js';
import { markSeen } from './read-marks.js';
import { getState, setState } from './store.js';

/**
 * Who is played and which chat is open stand in the address (`#person/chat`), so that reload and back work;
 * the group beside is remembered by the browser.
 */
const besideKey = 'beside';

/** Follows the address from now on. */
export function followAddress() {
  addEventListener('hashchange', readAddress);
  readAddress();
  setState({ besideId: readKept(localStorage, besideKey, null) });
}

function readAddress() {
  const [person, chat] = location.hash.slice(1).split('/').map(Number);
  if (person) show(person, chat || null);
}

/**
 * Opens a chat as a person; null goes back to the list.
 * @param {number} personId
 * @param {number | null} chatId
 */
export function open(personId, chatId) {
  location.hash = chatId === null ? `${personId}` : `${personId}/${chatId}`;
  show(personId, chatId);
}

/**
 * @param {number} personId
 * @param {number | null} chatId
 */
function show(personId, chatId) {
  setState({ personId, chatId });
  markSeen();
}

/** @param {number} chatId */
export function pinBeside(chatId) {
  keep(localStorage, besideKey, chatId);
  setState({ besideId: chatId });
  markSeen();
}

/** After a fresh state: stays where we were, or finds the nearest place that exists. */
export function keepRoute() {
  const { people, chats, personId, chatId, besideId } = getState();
  const played = people.filter(({ is_bot }) => !is_bot);
  const person = played.find(({ id }) => id === personId) ?? played[0];
  const groups = Object.values(chats).filter(({ kind, migratedTo }) => kind !== 'private' && !migratedTo);
  if (!groups.some(({ id }) => id === besideId)) setState({ besideId: groups[0]?.id ?? null });
  if (!person) return;
  const chat = chatId === null ? undefined : chats[chatId];
  // A group that became a supergroup lives on there.
  if (chat?.migratedTo !== undefined && chats[chat.migratedTo]) return open(person.id, chat.migratedTo);
  const stays = person.id === personId && (chatId === person.id || (chat && isIn(chat, person.id)));
  if (stays) return markSeen();
  history.replaceState(null, '', `#${person.id}`);
  show(person.id, matchMedia('(min-width: 761px)').matches ? person.id : null);
}

import { leaveTo, pick, showToast, start, startGroup } from './actions.js';
import { isIn, isPresent } from './events.js';
import { open } from './route.js';
import { getState, setState } from './store.js';

/**
 * Where a link leads: into the bot, to a message in this world, or out into the web.
 * @typedef {{ to: 'bot', payload: string } | { to: 'newGroup', payload: string } | { to: 'message', chatId: number, messageId: number }
 *   | { to: 'chat', chatId: number } | { to: 'web', href: string } | { to: 'nowhere' }} Destination
 */

/**
 * @param {string} raw
 * @returns {Destination}
 */
export function destinationOf(raw) {
  const href = /^[a-z][a-z\d+.-]*:/i.test(raw) ? raw : `https://${raw}`;
  if (!URL.canParse(href)) return { to: 'nowhere' };
  const url = new URL(href);
  if (url.protocol === 'tg:') return ofScheme(url);
  // Anything else (javascript:, data:) must never become a link.
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { to: 'nowhere' };
  if (url.hostname !== 't.me' && url.hostname !== 'telegram.me') return { to: 'web', href: url.href };
  return ofTelegram(url) ?? { to: 'web', href: url.href };
}

/**
 * @param {URL} url tg://resolve?domain=bot&start=payload
 * @returns {Destination}
 */
function ofScheme(url) {
  if (url.hostname !== 'resolve' || !isBot(url.searchParams.get('domain'))) return { to: 'nowhere' };
  return { to: 'bot', payload: url.searchParams.get('start') ?? '' };
}

/**
 * @param {URL} url
 * @returns {Destination | undefined}
 */
function ofTelegram(url) {
  const parts = url.pathname.split('/').filter(Boolean);
  const first = parts[0] ?? '';
  const groupPayload = url.searchParams.get('startgroup');
  if (isBot(first) && groupPayload !== null) return { to: 'newGroup', payload: groupPayload };
  if (isBot(first)) return { to: 'bot', payload: url.searchParams.get('start') ?? '' };
  // A private supergroup's link has its id without the -100; in between may stand a topic.
  const chat = first === 'c' ? getState().chats[Number(`-100${parts[1]}`)] : chatNamed(first);
  const messageId = Number(parts.at(-1));
  if (!chat) return undefined;
  return messageId > 0 && parts.length > 1
    ? { to: 'message', chatId: chat.id, messageId }
    : { to: 'chat', chatId: chat.id };
}

/** @param {string | null} name */
const isBot = (name) => Boolean(name) && name?.toLowerCase() === getState().bot.username?.toLowerCase();

/** @param {string} name */
const chatNamed = (name) =>
  Object.values(getState().chats).find(({ username }) => username?.toLowerCase() === name.toLowerCase());

/**
 * Follows a link inside this world. False: it leads out, and the browser should open it.
 * @param {Destination} destination
 */
export function follow(destination) {
  const { personId } = getState();
  switch (destination.to) {
    case 'bot':
      void start(destination.payload);
      return true;
    case 'newGroup':
      pickGroup(destination.payload);
      return true;
    case 'message':
      open(personId, destination.chatId);
      goTo(destination.chatId, destination.messageId);
      return true;
    case 'chat':
      open(personId, destination.chatId);
      return true;
    default:
      return false;
  }
}

/** Offers one's groups in which the bot is not yet. @param {string} payload */
function pickGroup(payload) {
  const { chats, bot, personId } = getState();
  const groups = Object.values(chats).filter(
    (chat) =>
      chat.kind !== 'private' && chat.kind !== 'channel' && isIn(chat, personId) && !isPresent(chat, bot.id),
  );
  pick({
    title: `Add ${bot.first_name} to a group`,
    none: `${bot.first_name} is in all your groups. The drawer makes new ones under “World”.`,
    options: groups.map(({ id, title, kind }) => ({ id, title, note: kind })),
    most: 1,
    choose: ([id]) => id !== undefined && void startGroup(id, payload),
  });
}

/**
 * Lets a click on an address of this machine through, and asks about any other. For `onClick` of a link.
 * @param {MouseEvent} event
 * @param {string} href
 */
export function askToLeave(event, href) {
  if (/^(127\.0\.0\.1|localhost)$/.test(new URL(href).hostname)) return;
  event.preventDefault();
  leaveTo(href);
}

/**
 * Scrolls to a message and lights it up.
 * @param {number} chatId
 * @param {number} messageId
 */
export function goTo(chatId, messageId) {
  const stands = getState().chats[chatId]?.messages.some(({ message_id }) => message_id === messageId);
  if (stands) setState({ target: { chatId, messageId } });
  else showToast('This message is no longer there');
}

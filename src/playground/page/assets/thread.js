import { senderOf } from './names.js';
import { serviceText } from './service-text.js';
import { dayKey } from './times.js';

/**
 * What stands in a conversation, from top to bottom. Pure.
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').SimChat} SimChat
 * @typedef {{ type: 'day', key: string, at: number }} DayItem
 * @typedef {{ type: 'service', key: string, message: Message, text: string }} ServiceItem
 * @typedef {{ type: 'deleted', key: string, count: number, at: number }} DeletedItem
 * @typedef {{ type: 'bubble', key: string, message: Message, album: Message[], first: boolean, last: boolean }} BubbleItem
 *   `album` holds all messages of an album, and is empty for a message alone
 * @typedef {DayItem | ServiceItem | DeletedItem | BubbleItem} ThreadItem
 */

/** Messages of one sender this close together share one tail and one name. */
const runSeconds = 300;

/**
 * @param {Pick<SimChat, 'messages' | 'deleted'>} chat
 * @returns {ThreadItem[]}
 */
export function threadOf({ messages, deleted }) {
  /** @type {ThreadItem[]} */
  const items = [];
  let day = '';
  /** The bubble that the next message may go on with. @type {BubbleItem | undefined} */
  let run;
  for (const entry of inOrder(messages, deleted)) {
    const at = entry.date * 1000;
    const today = dayKey(at);
    if (today !== day) {
      items.push({ type: 'day', key: `day ${today}`, at });
      run = undefined;
    }
    day = today;
    if (!isMessage(entry)) {
      addTombstone(items, entry.message_id, at);
      run = undefined;
      continue;
    }
    const text = serviceText(entry);
    const key = `${entry.message_id}`;
    if (text !== undefined) {
      items.push({ type: 'service', key, message: entry, text });
      run = undefined;
      continue;
    }
    const album = entry.media_group_id;
    if (run && album !== undefined && run.message.media_group_id === album) {
      run.album = run.album.length > 0 ? [...run.album, entry] : [run.message, entry];
      continue;
    }
    const goesOn = run !== undefined && isSameRun(run.message, entry);
    if (run && goesOn) run.last = false;
    /** @type {BubbleItem} */
    const bubble = { type: 'bubble', key, message: entry, album: [], first: !goesOn, last: true };
    items.push(bubble);
    run = bubble;
  }
  return items;
}

/**
 * Messages and what is left of others, by id: in a chat ids grow with time.
 * @param {Message[]} messages
 * @param {SimChat['deleted']} deleted
 */
function inOrder(messages, deleted) {
  if (deleted.length === 0) return messages;
  return [...messages, ...deleted].sort((a, b) => a.message_id - b.message_id);
}

/**
 * @param {Message | SimChat['deleted'][number]} entry
 * @returns {entry is Message}
 */
const isMessage = (entry) => 'chat' in entry;

/**
 * Several in a row are one line.
 * @param {ThreadItem[]} items
 * @param {number} id
 * @param {number} at
 */
function addTombstone(items, id, at) {
  const before = items.at(-1);
  if (before?.type === 'deleted') before.count += 1;
  else items.push({ type: 'deleted', key: `deleted ${id}`, count: 1, at });
}

/**
 * @param {Message} a
 * @param {Message} b
 */
function isSameRun(a, b) {
  return senderOf(a).id === senderOf(b).id && b.date - a.date < runSeconds;
}

/**
 * Whether an item shows the message with this id.
 * @param {ThreadItem} item
 * @param {number} id
 */
export function shows(item, id) {
  if (item.type !== 'bubble' && item.type !== 'service') return false;
  if (item.message.message_id === id) return true;
  return item.type === 'bubble' && item.album.some(({ message_id }) => message_id === id);
}

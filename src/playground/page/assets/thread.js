import { senderOf, serviceText } from './names.js';
import { dayKey } from './times.js';

/**
 * What stands in a conversation, from top to bottom. Pure.
 * @typedef {import('./types.js').Message} Message
 * @typedef {{ type: 'day', key: string, at: number } | { type: 'service', key: string, message: Message, text: string }
 *   | { type: 'bubble', key: string, message: Message, first: boolean, last: boolean }} ThreadItem
 */

/** Messages of one sender this close together share one tail and one name. */
const runSeconds = 300;

/**
 * @param {Message[]} messages
 * @returns {ThreadItem[]}
 */
export function threadOf(messages) {
  /** @type {ThreadItem[]} */
  const items = [];
  messages.forEach((message, index) => {
    const before = messages[index - 1];
    const at = message.date * 1000;
    if (!before || dayKey(before.date * 1000) !== dayKey(at))
      items.push({ type: 'day', key: `day ${dayKey(at)}`, at });
    const key = `${message.message_id}`;
    const text = serviceText(message);
    if (text) items.push({ type: 'service', key, message, text });
    else {
      const first = !before || !sameRun(before, message);
      const after = messages[index + 1];
      items.push({ type: 'bubble', key, message, first, last: !after || !sameRun(message, after) });
    }
  });
  return items;
}

/**
 * @param {Message} a
 * @param {Message} b
 */
function sameRun(a, b) {
  if (serviceText(a) || serviceText(b)) return false;
  if (dayKey(a.date * 1000) !== dayKey(b.date * 1000)) return false;
  return senderOf(a).id === senderOf(b).id && b.date - a.date < runSeconds;
}

import { cardOf } from './kinds.js';
import { serviceText } from './service-text.js';

/** @typedef {import('./types.js').Message} Message */

/**
 * A message in one line, for the chat list, replies and the pinned bar. Pure.
 * @param {Message} message
 */
export function digestOf(message) {
  const text = serviceText(message) ?? message.text ?? message.caption;
  if (message.photo) return `🖼 ${text ?? 'Photo'}`;
  if (message.animation) return `🎞 ${text ?? 'GIF'}`;
  if (message.video) return `🎬 ${text ?? 'Video'}`;
  if (message.video_note) return '🎬 Video message';
  if (message.voice) return `🎤 ${text ?? 'Voice message'}`;
  if (message.audio) return `🎵 ${text ?? message.audio.title ?? message.audio.file_name ?? 'Audio'}`;
  if (message.sticker) return `${message.sticker.emoji ?? '🙂'} Sticker`;
  if (message.document) return `📎 ${text ?? message.document.file_name ?? 'File'}`;
  if (text !== undefined) return text;
  const card = cardOf(message);
  return card ? `${card.sign} ${card.name}` : 'Message';
}

import { say, sendFile, uploadAll } from './actions.js';

/** @typedef {import('./attachments.js').Attachment} Attachment */

/** Telegram's most in one album. */
const mostInAlbum = 10;

/**
 * What goes out together: photos and videos as albums, files as albums of files, each GIF by itself. Pure.
 * @param {Attachment[]} attachments
 * @returns {Attachment[][]}
 */
export function albumsOf(attachments) {
  const visuals = attachments.filter(({ kind }) => kind === 'photo' || kind === 'video');
  const files = attachments.filter(({ kind }) => kind === 'document');
  const alone = attachments.filter(({ kind }) => kind === 'animation');
  return [...chunksOf(visuals), ...chunksOf(files), ...alone.map((each) => [each])];
}

/** @param {Attachment[]} all */
function chunksOf(all) {
  const chunks = [];
  for (let at = 0; at < all.length; at += mostInAlbum) chunks.push(all.slice(at, at + mostInAlbum));
  return chunks;
}

/**
 * Sends what was written; of several files the first bears the caption.
 * @param {number} chatId
 * @param {string} text
 * @param {Attachment[]} attachments
 * @param {number | undefined} replyTo
 * @returns {Promise<boolean>} whether all of it went out
 */
export async function sendAll(chatId, text, attachments, replyTo) {
  if (attachments.length === 0) return say(chatId, text, replyTo);
  let rest = { caption: text, replyTo };
  for (const album of albumsOf(attachments)) {
    // All are up before the first is sent, so that an album comes at once.
    const ids = await uploadAll(album.map(({ file }) => file));
    if (!ids) return false;
    const groupId = album.length > 1 ? crypto.randomUUID() : undefined;
    for (const [index, { kind, spoiler }] of album.entries()) {
      const sent = await sendFile(chatId, { kind, spoiler, fileId: ids[index] ?? '' }, { ...rest, groupId });
      if (!sent) return false;
      rest = { caption: '', replyTo: undefined };
    }
  }
  return true;
}

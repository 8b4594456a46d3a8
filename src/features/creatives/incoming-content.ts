import type { Message } from '@common/i18n/index.js';
import type { CreativeVersion, UrlButton } from '@common/models/index.js';
import type { Message as TelegramMessage } from 'grammy/types';
import type { Verdict } from '../../telegram/dialog/dialog.js';
import { type AlbumItem, contentOfAlbum, isTooLong, withItem } from './album.rules.js';
import { problemOfLength } from './compose.rules.js';
import { readContent } from './content.rules.js';

/** What is known of a creative's content. */
export interface ContentAnswers {
  content: Omit<CreativeVersion, 'createdAt'>;
  /** The album that is being gathered, by Telegram's id of it; empty: none. */
  album: string;
  /** What has come of it so far; none of one that was refused. */
  items: AlbumItem[];
}

/** The others of an album that was refused are not worth another word. */
const refusedAlbum = (album: string | undefined) => ({ album: album ?? '', items: [] });

/**
 * What a message begins. An album comes as so many messages, one after the other: the first is content at once, so that
 * nothing has to wait for what may never come, and each of the others joins it whenever it comes.
 */
export function beginContent(
  message: TelegramMessage,
  label: string,
): { answers: ContentAnswers } | { complain: Message; note: Pick<ContentAnswers, 'album' | 'items'> } {
  const album = message.media_group_id;
  const read = readContent(message);
  if ('complain' in read) return { ...read, note: refusedAlbum(album) };
  const { content } = read;
  const problem = problemOfLength(content, label);
  if (problem) return { complain: problem, note: refusedAlbum(album) };
  const items = album === undefined ? [] : [{ messageId: message.message_id, content }];
  return { answers: { content, album: album ?? '', items } };
}

/** Whether words were sent that an album can't keep, for it shows one caption. */
export function losesCaptions({ items = [] }: Partial<ContentAnswers>): boolean {
  return items.filter(({ content }) => content.text.length > 0).length > 1;
}

/** Whether a message is an item of the album that is being gathered, or was refused. */
function isItem(message: TelegramMessage, { album }: Partial<ContentAnswers>): boolean {
  return message.media_group_id !== undefined && message.media_group_id === album;
}

/**
 * Lets one more item join the album, wherever in the dialog it comes; undefined for any other message. What is asked
 * changes only with its words.
 */
export function joinAlbum(
  message: TelegramMessage,
  answers: Partial<ContentAnswers> & { buttons?: UrlButton[][] },
  label: string,
): Verdict<ContentAnswers> | undefined {
  const { album, items = [] } = answers;
  if (!isItem(message, answers)) return undefined;
  if (items.length === 0) return { ignore: true };
  const refuse = (complain: Message): Verdict<ContentAnswers> => ({
    complain,
    at: 'content',
    note: refusedAlbum(album),
  });
  const read = readContent(message);
  if ('complain' in read) return refuse(read.complain);
  const all = withItem(items, { messageId: message.message_id, content: read.content });
  if (isTooLong(all)) return refuse({ key: 'creative-album-too-long', args: { max: items.length } });
  const content = contentOfAlbum(all);
  const problem = problemOfLength({ ...content, buttons: answers.buttons ?? [] }, label);
  if (problem) return refuse(problem);
  const note = { content, items: all };
  return read.content.text.length > 0 ? { stay: note } : { ignore: true, note };
}

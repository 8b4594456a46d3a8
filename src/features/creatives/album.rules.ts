import { ALBUM_MAX } from '@common/bounds.js';
import type { CreativeVersion, Payload } from '@common/models/index.js';

/** An item of an album as it came: a message of its own. */
export interface AlbumItem {
  messageId: number;
  content: Omit<CreativeVersion, 'createdAt'>;
}

/** One of several items is a single picture until the others have come. */
export function isAlbum({ media }: Pick<CreativeVersion, 'media'>): boolean {
  return media.length > 1;
}

/** How many messages a payload becomes. */
export function messagesOf(payload: Payload | null): number {
  return payload?.method === 'sendMediaGroup' ? payload.items.length : 1;
}

/** Puts an item where it belongs, in whatever order they come; one that comes twice is there once. */
export function withItem(items: readonly AlbumItem[], item: AlbumItem): AlbumItem[] {
  const others = items.filter(({ messageId }) => messageId !== item.messageId);
  return [...others, item].sort((a, b) => a.messageId - b.messageId);
}

export function isTooLong(items: readonly AlbumItem[]): boolean {
  return items.length > ALBUM_MAX;
}

/** An album as one content: all its media, with the words of the first item that has some. */
export function contentOfAlbum(items: readonly AlbumItem[]): AlbumItem['content'] {
  const worded = items.find(({ content }) => content.text.length > 0)?.content;
  return {
    text: worded?.text ?? '',
    entities: worded?.entities ?? [],
    media: items.flatMap(({ content }) => content.media),
    buttons: [],
  };
}

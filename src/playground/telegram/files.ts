import { randomBytes } from 'node:crypto';
import type { TelegramClock } from './clock.js';
import { badRequest } from './errors.js';

/** In the order in which a message is read: an animation is a document as well, so it comes before it. */
export const MEDIA_KINDS = [
  'photo',
  'video',
  'animation',
  'document',
  'audio',
  'voice',
  'video_note',
  'sticker',
] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

/** A file as it came up. */
export interface Upload {
  name: string;
  mime: string;
  bytes: Buffer;
}

export interface StoredFile extends Upload {
  file_id: string;
  file_unique_id: string;
  /** As what it was first sent; undefined until then. */
  kind: MediaKind | undefined;
}

/** In bytes (T6). */
const MAX_DOWNLOAD = 20 * 2 ** 20;
const LINK_LIFE_MS = 3_600_000;

export interface FileStore {
  add(upload: Upload, kind?: MediaKind): StoredFile;
  /** Throws Telegram's refusal for an id that it never gave out. */
  get(fileId: string): StoredFile;
  find(fileId: string): StoredFile | undefined;
  /** A path for the download; it lives for an hour. */
  link(fileId: string): { file_id: string; file_unique_id: string; file_size: number; file_path: string };
  /** The file behind a path whose hour is not over. */
  byPath(path: string): StoredFile | undefined;
}

export function createFileStore(clock: TelegramClock): FileStore {
  const files = new Map<string, StoredFile>();
  const links = new Map<string, { file: StoredFile; until: number }>();

  function get(fileId: string): StoredFile {
    const file = files.get(fileId);
    if (!file) throw badRequest('wrong file identifier/HTTP URL specified');
    return file;
  }

  return {
    add(upload, kind) {
      const file_id = `AgAC${randomBytes(24).toString('base64url')}`;
      const file_unique_id = randomBytes(9).toString('base64url');
      const stored = { ...upload, mime: mimeOf(upload, kind), file_id, file_unique_id, kind };
      files.set(file_id, stored);
      return stored;
    },
    get,
    find: (fileId) => files.get(fileId),
    link(fileId) {
      const file = files.get(fileId);
      if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable');
      if (file.bytes.length > MAX_DOWNLOAD) throw badRequest('file is too big');
      const file_path = `files/${file.file_unique_id}/${encodeURIComponent(file.name)}`;
      links.set(file_path, { file, until: clock.now() + LINK_LIFE_MS });
      return {
        file_id: fileId,
        file_unique_id: file.file_unique_id,
        file_size: file.bytes.length,
        file_path,
      };
    },
    byPath(path) {
      const link = links.get(path);
      return link && link.until > clock.now() ? link.file : undefined;
    },
  };
}

const MIME: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  mp4: 'video/mp4',
  webm: 'video/webm',
};
const MIME_OF_KIND: Partial<Record<MediaKind, string>> = {
  photo: 'image/jpeg',
  video: 'video/mp4',
  animation: 'video/mp4',
  audio: 'audio/mpeg',
  voice: 'audio/ogg',
  video_note: 'video/mp4',
  sticker: 'image/webp',
};

/** Browsers draw only what has its type; clients often send none. */
function mimeOf({ mime, name }: Upload, kind: MediaKind | undefined): string {
  if (mime && mime !== 'application/octet-stream') return mime;
  const extension = name.split('.').at(-1)?.toLowerCase() ?? '';
  return MIME[extension] ?? (kind && MIME_OF_KIND[kind]) ?? 'application/octet-stream';
}

import { randomBytes } from 'node:crypto';
import type { TelegramClock } from './clock.js';
import { badRequest, TelegramError } from './errors.js';

/** A file as it came up. */
export interface Upload {
  name: string;
  mime: string;
  bytes: Buffer;
}

export interface StoredFile extends Upload {
  file_id: string;
  file_unique_id: string;
}

/** Telegram's limits in bytes (T6). */
export const MAX_PHOTO = 10 * 2 ** 20;
export const MAX_UPLOAD = 50 * 2 ** 20;
const MAX_DOWNLOAD = 20 * 2 ** 20;
const LINK_LIFE_MS = 3_600_000;

export interface FileStore {
  add(upload: Upload): StoredFile;
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
    add(upload) {
      const file_id = `AgAC${randomBytes(24).toString('base64url')}`;
      const stored = { ...upload, file_id, file_unique_id: randomBytes(9).toString('base64url') };
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

/** Refuses what Telegram would not take up (T6). */
export function checkUpload({ bytes }: Upload, max: number): void {
  if (bytes.length === 0) throw badRequest('file must be non-empty');
  if (bytes.length > max) throw new TelegramError(413, 'Request Entity Too Large');
}

import type { Call } from './call.js';
import { badRequest } from './errors.js';
import { checkUpload, type FileStore, MAX_PHOTO, MAX_UPLOAD, type StoredFile, type Upload } from './files.js';
import { imageSize } from './image-size.js';
import type { Content } from './messages.js';

export type MediaKind = 'photo' | 'video' | 'animation' | 'document';

/** The file that a parameter names: by id, or attached to the call (T5). */
export function fileFrom(
  files: FileStore,
  call: Call,
  value: unknown,
  field: string,
  kind: MediaKind,
): StoredFile {
  if (typeof value === 'string' && !value.startsWith('attach://')) return files.get(value);
  const name = typeof value === 'string' ? value.slice('attach://'.length) : field;
  const upload = call.files.get(name);
  if (!upload) throw badRequest(`there is no ${kind} in the request`);
  return takeUp(files, upload, kind);
}

/** Checks and stores what came up. */
export function takeUp(files: FileStore, upload: Upload, kind: MediaKind): StoredFile {
  checkUpload(upload, kind === 'photo' ? MAX_PHOTO : MAX_UPLOAD);
  if (kind === 'photo' && !imageSize(upload.bytes)) throw badRequest('IMAGE_PROCESS_FAILED');
  return files.add(upload);
}

const THUMB = 320;

/** The media fields of a message with this file. */
export function mediaContent(file: StoredFile, kind: MediaKind, spoiler: boolean): Content {
  const { file_id, file_unique_id, name: file_name, mime: mime_type } = file;
  const base = { file_id, file_unique_id, file_size: file.bytes.length };
  const marked = spoiler && kind !== 'document' ? { has_media_spoiler: true as const } : {};
  if (kind === 'photo') {
    const { width, height } = imageSize(file.bytes) ?? { width: THUMB, height: THUMB };
    const scale = Math.min(1, THUMB / Math.max(width, height));
    const small = { width: Math.round(width * scale), height: Math.round(height * scale) };
    return {
      photo: [
        { ...base, ...small },
        { ...base, width, height },
      ],
      ...marked,
    };
  }
  const video = { ...base, width: 640, height: 360, duration: 1, file_name, mime_type };
  if (kind === 'video') return { video, ...marked };
  // Telegram gives an animation twice, for old bots.
  if (kind === 'animation')
    return { animation: video, document: { ...base, file_name, mime_type }, ...marked };
  return { document: { ...base, file_name, mime_type } };
}

import { badRequest, TelegramError } from './errors.js';
import type { MediaKind, StoredFile, Upload } from './files.js';
import { imageSize } from './image-size.js';
import type { Content } from './messages.js';

/** Telegram's limits in bytes (T6). */
const MAX_PHOTO = 10 * 2 ** 20;
const MAX_UPLOAD = 50 * 2 ** 20;
/** A picture's sides together, and one side over the other. */
const MAX_SIDES = 10_000;
const MAX_RATIO = 20;
const THUMB = 320;

/** Refuses what Telegram would not take up as this kind of media (T6). */
export function checkUpload({ bytes }: Pick<Upload, 'bytes'>, kind: MediaKind): void {
  if (bytes.length === 0) throw badRequest('file must be non-empty');
  if (bytes.length > MAX_UPLOAD) throw new TelegramError(413, 'Request Entity Too Large');
  if (kind !== 'photo') return;
  if (bytes.length > MAX_PHOTO)
    throw badRequest(
      `file of size ${bytes.length} bytes is too big for a photo; the maximum size is ${MAX_PHOTO} bytes`,
    );
  const size = imageSize(bytes);
  if (!size || size.width === 0 || size.height === 0) throw badRequest('IMAGE_PROCESS_FAILED');
  const sides = [size.width, size.height].sort((a, b) => a - b);
  const [short = 1, long = 1] = sides;
  if (short + long > MAX_SIDES || long / short > MAX_RATIO) throw badRequest('PHOTO_INVALID_DIMENSIONS');
}

/** What the sender says of a video or a piece of music; Telegram would find it out where it is missing. */
export interface MediaShape {
  width?: number | undefined;
  height?: number | undefined;
  duration?: number | undefined;
  performer?: string | undefined;
  title?: string | undefined;
}

/** A round video's diameter, and a sticker's side, in pixels. */
const NOTE_SIDE = 240;
const STICKER_SIDE = 512;
/** Kinds that can be covered by a spoiler (S6). */
const COVERABLE: readonly MediaKind[] = ['photo', 'video', 'animation'];

/** The media fields of a message with this file. */
export function mediaContent(
  file: StoredFile,
  kind: MediaKind,
  spoiler: boolean,
  { width = 640, height = 360, duration = 1, performer, title }: MediaShape = {},
): Content {
  const { file_id, file_unique_id, name: file_name, mime: mime_type } = file;
  const base = { file_id, file_unique_id, file_size: file.bytes.length };
  const document = { ...base, file_name, mime_type };
  const marked = spoiler && COVERABLE.includes(kind) ? { has_media_spoiler: true as const } : {};
  const video = { ...document, width, height, duration };
  switch (kind) {
    case 'photo':
      return { photo: photoSizes(file, base), ...marked };
    case 'video':
      return { video, ...marked };
    case 'animation':
      // Telegram gives an animation twice, for old bots.
      return { animation: video, document, ...marked };
    case 'document':
      return { document };
    case 'audio':
      return { audio: { ...document, duration, ...(performer && { performer }), ...(title && { title }) } };
    case 'voice':
      return { voice: { ...base, mime_type, duration } };
    case 'video_note':
      return { video_note: { ...base, length: NOTE_SIDE, duration } };
    case 'sticker':
      return {
        sticker: {
          ...base,
          type: 'regular',
          width: STICKER_SIDE,
          height: STICKER_SIDE,
          is_animated: false,
          is_video: false,
        },
      };
  }
}

/** The small picture and the full one, which are one file here. */
function photoSizes<T extends object>({ bytes }: StoredFile, base: T) {
  const { width, height } = imageSize(bytes) ?? { width: THUMB, height: THUMB };
  const scale = Math.min(1, THUMB / Math.max(width, height));
  const small = { width: Math.round(width * scale), height: Math.round(height * scale) };
  return [
    { ...base, ...small },
    { ...base, width, height },
  ];
}

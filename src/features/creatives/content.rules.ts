import { BUTTON_TEXT_MAX } from '@common/bounds.js';
import type { Message } from '@common/i18n/index.js';
import type { CreativeVersion, Media, UrlButton } from '@common/models/index.js';
import type { Message as TelegramMessage } from 'grammy/types';

/** What a person sent, as a creative's content, or why it can't be one. */
export type Content = { content: Omit<CreativeVersion, 'createdAt'> } | { complain: Message };

/** What cannot be is not known. */
const known = (figure: number | undefined): number | null =>
  figure !== undefined && figure >= 0 ? figure : null;

function mediaOf(message: TelegramMessage): Media | undefined {
  const spoiler = message.has_media_spoiler ?? false;
  const photo = message.photo?.at(-1);
  const moving = message.animation ?? message.video;
  const file = photo ?? moving;
  if (!file) return undefined;
  return {
    kind: photo ? 'photo' : message.animation ? 'animation' : 'video',
    fileId: file.file_id,
    fileUniqueId: file.file_unique_id,
    size: known(file.file_size),
    width: known(file.width),
    height: known(file.height),
    duration: known(moving?.duration),
    spoiler,
    originalId: null,
  };
}

/** The link buttons of a forwarded message; buttons of other kinds belong to another bot. */
function linkButtons(message: TelegramMessage): UrlButton[][] {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  return rows
    .map((row) => row.flatMap((button) => ('url' in button ? [{ text: button.text, url: button.url }] : [])))
    .filter((row) => row.length > 0);
}

/** Reads a message as content, with its formatting exactly as it was sent. */
export function readContent(message: TelegramMessage): Content {
  const media = mediaOf(message);
  // Albums of files or music have nothing that could be seen.
  if (message.media_group_id !== undefined && (!media || media.kind === 'animation'))
    return { complain: { key: 'creative-album-kinds' } };
  if (media?.size === 0) return { complain: { key: 'creative-empty-file' } };
  if (!media && (message.document || message.sticker || message.voice || message.audio || message.video_note))
    return {
      complain: { key: message.document?.file_size === 0 ? 'creative-empty-file' : 'creative-wrong-kind' },
    };
  const text = message.text ?? message.caption ?? '';
  if (!media && text.length === 0) return { complain: { key: 'creative-wrong-kind' } };
  const entities = message.entities ?? message.caption_entities ?? [];
  return { content: { text, entities, media: media ? [media] : [], buttons: linkButtons(message) } };
}

const MAX_ROWS = 10;
const MAX_IN_ROW = 8;

/** A web address with a host that others can reach by name. */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text)) return false;
  return new URL(text).hostname.includes('.');
}

function readButton(text: string): UrlButton | undefined {
  const match = /^(.+?)\s+[-–—]\s+(\S+)$/u.exec(text.trim());
  const [, label = '', url = ''] = match ?? [];
  return match && label.trim().length <= BUTTON_TEXT_MAX && isWebAddress(url)
    ? { text: label.trim(), url }
    : undefined;
}

/** Reads buttons as people type them: a row each line, `Text - https://…`, several in a row with `|` between them. */
export function readButtons(typed: string): { rows: UrlButton[][] } | { complain: Message } {
  const lines = typed.split('\n').filter((line) => line.trim().length > 0);
  if (lines.length > MAX_ROWS)
    return { complain: { key: 'creative-too-many-buttons', args: { max: MAX_ROWS } } };
  const rows: UrlButton[][] = [];
  for (const [index, line] of lines.entries()) {
    const row = line.split(' | ').map(readButton);
    const whole = row.filter((button) => button !== undefined);
    if (whole.length < row.length || row.length > MAX_IN_ROW)
      return { complain: { key: 'creative-bad-button', args: { line: index + 1, text: line.slice(0, 80) } } };
    rows.push(whole);
  }
  return { rows };
}

const NAME_WORDS = 5;
const NAME_LENGTH = 40;

/** A name to begin with: the first words of the text. */
export function suggestName({ text }: Pick<CreativeVersion, 'text'>): string | undefined {
  const words = text.trim().split(/\s+/).slice(0, NAME_WORDS).join(' ');
  const name = [...words].slice(0, NAME_LENGTH).join('').trim();
  return name.length > 0 ? name : undefined;
}

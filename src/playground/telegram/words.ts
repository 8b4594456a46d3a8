import type { MessageEntity } from '@grammyjs/types';
import { storedEntities, trimmed } from './entities.js';
import { badRequest } from './errors.js';
import { parseHtml } from './html.js';
import { parseMarkdown } from './markdown.js';
import { type Content, hasMedia } from './messages.js';
import type { Entities } from './schemas.js';

const PARSERS = new Map([
  ['html', parseHtml],
  ['markdownv2', parseMarkdown],
]);
const TEXT_MAX = 4096;
const CAPTION_MAX = 1024;

/** A text as a call gives it. */
export interface Words {
  text: string;
  entities: Entities | undefined;
  parseMode: string | undefined;
}

function read({ text, entities, parseMode }: Words): { text: string; entities: MessageEntity[] } {
  const parse = parseMode ? PARSERS.get(parseMode.toLowerCase()) : undefined;
  if (parseMode && !parse) throw badRequest('unsupported parse_mode');
  const parsed = parse ? parse(text) : { text, entities };
  const words = trimmed(parsed.text, parsed.entities);
  return { text: words.text, entities: storedEntities(words.text, words.entities) };
}

/** The text of a message; it counts after its entities are parsed (S1). */
export function textContent(words: Words, isEdit: boolean): Content {
  const { text, entities } = read(words);
  if (text.length === 0) throw badRequest('message text is empty');
  if (text.length > TEXT_MAX) throw badRequest(isEdit ? 'MESSAGE_TOO_LONG' : 'message is too long');
  return { text, ...(entities.length > 0 && { entities }) };
}

/** The caption of a media message; it may be empty (S1). */
export function captionContent(words: Words, isEdit: boolean): Content {
  const { text, entities } = read(words);
  if (text.length > CAPTION_MAX)
    throw badRequest(isEdit ? 'MESSAGE_TOO_LONG' : 'message caption is too long');
  if (text.length === 0) return {};
  return { caption: text, ...(entities.length > 0 && { caption_entities: entities }) };
}

/** What a person may write at most: with Premium, a caption as long as a text. */
export function personContent(
  text: string,
  given: Entities | undefined,
  media: Content | undefined,
): Content {
  if (text.length > TEXT_MAX) throw badRequest('message is too long');
  const words = { text, entities: given, parseMode: undefined };
  if (!media) return textContent(words, false);
  const entities = storedEntities(text, given);
  if (!hasMedia(media) || text.length === 0) return media;
  return { ...media, caption: text, ...(entities.length > 0 && { caption_entities: entities }) };
}

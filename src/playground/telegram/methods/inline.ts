import { z } from 'zod';
import type { Backend, Call, MethodTable } from '../call.js';
import { badRequest } from '../errors.js';
import { fileFrom } from '../file-source.js';
import { inlineKeyboard } from '../keyboards.js';
import { mediaContent } from '../media.js';
import type { Content } from '../messages.js';
import { entities, flag, list, object, parse, replyMarkup, text } from '../schemas.js';
import { captionContent, textContent } from '../words.js';

const MAX_RESULTS = 50;
const MAX_BYTES = 64;
/** Where each type of result names its file, kept by Telegram or on the web. */
const MEDIA = {
  photo: { kind: 'photo', fields: ['photo_file_id', 'photo_url'] },
  video: { kind: 'video', fields: ['video_file_id', 'video_url'] },
  gif: { kind: 'animation', fields: ['gif_file_id', 'gif_url'] },
  mpeg4_gif: { kind: 'animation', fields: ['mpeg4_file_id', 'mpeg4_url'] },
  document: { kind: 'document', fields: ['document_file_id', 'document_url'] },
} as const;

const resultSchema = z.looseObject({
  type: z.string(),
  id: z.string(),
  caption: text.default(''),
  parse_mode: text.optional(),
  caption_entities: entities.optional(),
  reply_markup: replyMarkup.optional(),
  input_message_content: object({
    message_text: text.default(''),
    parse_mode: text.optional(),
    entities: entities.optional(),
    link_preview_options: object({}).optional(),
  }).optional(),
});
type Result = z.infer<typeof resultSchema>;

const schema = z.looseObject({
  inline_query_id: z.string(),
  results: list(resultSchema),
  next_offset: text.default(''),
  is_personal: flag,
});

function isMedia(type: string): type is keyof typeof MEDIA {
  return type in MEDIA;
}

/** The message that a result would become. */
async function contentOf({ files }: Backend, call: Call, result: Result): Promise<Content> {
  const keyboard = inlineKeyboard(result.reply_markup);
  const marked = keyboard && { reply_markup: keyboard };
  const words = result.input_message_content;
  if (words) {
    const { message_text, parse_mode, entities: given, link_preview_options } = words;
    const said = textContent({ text: message_text, entities: given, parseMode: parse_mode }, false);
    return { ...said, ...(link_preview_options && { link_preview_options }), ...marked };
  }
  if (!isMedia(result.type)) throw badRequest('RESULT_TYPE_INVALID');
  const { kind, fields } = MEDIA[result.type];
  const named = fields.map((field) => result[field]).find((value) => typeof value === 'string');
  const file = await fileFrom(files, call, typeof named === 'string' ? named : undefined, kind);
  const caption = {
    text: result.caption,
    entities: result.caption_entities,
    parseMode: result.parse_mode,
  };
  return { ...mediaContent(file, kind, false), ...captionContent(caption, false), ...marked };
}

function checkIds(results: readonly Result[]): void {
  if (results.length > MAX_RESULTS) throw badRequest('RESULTS_TOO_MUCH');
  for (const { id } of results)
    if (id === '' || Buffer.byteLength(id) > MAX_BYTES) throw badRequest('RESULT_ID_INVALID');
  if (new Set(results.map(({ id }) => id)).size < results.length) throw badRequest('RESULT_ID_DUPLICATE');
}

export const inlineMethods: MethodTable = {
  async answerInlineQuery(backend, call) {
    const { inline, clock, world } = backend;
    const { inline_query_id: queryId, results, next_offset } = parse(schema, call.params);
    const asked = inline.queries.get(queryId);
    if (!asked || asked.until < clock.now())
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    checkIds(results);
    const offers = new Map<string, Content>();
    for (const result of results) offers.set(result.id, await contentOf(backend, call, result));
    asked.offers = offers;
    const shown = results.map((result) => ({ ...result }));
    world.emit({
      type: 'inlineResults',
      queryId,
      userId: asked.userId,
      results: shown,
      nextOffset: next_offset,
    });
    return true;
  },
};

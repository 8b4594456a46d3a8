import { randomBytes } from 'node:crypto';
import type { Message } from '@grammyjs/types';
import { z } from 'zod';
import type { Backend, Call, MethodTable } from '../call.js';
import { badRequest } from '../errors.js';
import { fileFrom } from '../file-source.js';
import { mediaContent } from '../media.js';
import type { Content } from '../messages.js';
import { requireSending } from '../rights.js';
import { entities, flag, integer, list, parse, text } from '../schemas.js';
import { captionContent } from '../words.js';
import { common, deliver } from './sending.js';

const MIN_ITEMS = 2;
const MAX_ITEMS = 10;
const KINDS = ['photo', 'video', 'document', 'audio'] as const;
/** They make albums of their own kind only (S4). */
const UNMIXED = ['document', 'audio'] as const;

const itemSchema = z.looseObject({
  type: z.string(),
  media: z.string(),
  caption: text.default(''),
  parse_mode: text.optional(),
  caption_entities: entities.optional(),
  has_spoiler: flag,
  show_caption_above_media: flag,
  width: integer.optional(),
  height: integer.optional(),
  duration: integer.optional(),
});
type Item = z.infer<typeof itemSchema>;

const schema = z.looseObject({ ...common, media: list(itemSchema) });

/** Photos and videos mix; documents and audio stand alone (S4). */
function checkItems(items: readonly Item[]): void {
  if (items.length === 0) throw badRequest('there are no messages to send');
  if (items.length > MAX_ITEMS) throw badRequest('too many messages to send as an album');
  if (items.length < MIN_ITEMS) throw badRequest('too few messages to send as an album');
  for (const { type } of items)
    if (!KINDS.some((kind) => kind === type))
      throw badRequest(`can't parse InputMedia: type "${type}" can't be used in sendMediaGroup`);
  for (const kind of UNMIXED) {
    const count = items.filter(({ type }) => type === kind).length;
    if (count > 0 && count < items.length) throw badRequest(`${kind} can't be mixed with other media types`);
  }
  if (new Set(items.map((item) => item.show_caption_above_media)).size > 1)
    throw badRequest('parameter show_caption_above_media must be the same for all messages');
}

async function contentOf({ files }: Backend, call: Call, item: Item): Promise<Content> {
  const kind = KINDS.find((known) => known === item.type) ?? 'photo';
  const words = { text: item.caption, entities: item.caption_entities, parseMode: item.parse_mode };
  const file = await fileFrom(files, call, item.media, kind);
  return {
    ...mediaContent(file, kind, item.has_spoiler, item),
    ...captionContent(words, false),
    ...(item.show_caption_above_media && { show_caption_above_media: true as const }),
  };
}

/** An album is so many messages with one media_group_id; nothing is sent when one of them can't be. */
async function sendMediaGroup(backend: Backend, call: Call): Promise<Message[]> {
  if (call.params['media'] === undefined) throw badRequest('parameter "media" is required');
  const params = parse(schema, call.params);
  const chat = backend.world.chat(params.chat_id);
  checkItems(params.media);
  for (const { type } of params.media)
    requireSending(backend.world, chat, KINDS.find((kind) => kind === type) ?? 'photo');
  const contents: Content[] = [];
  for (const item of params.media) contents.push(await contentOf(backend, call, item));
  const media_group_id = String(randomBytes(6).readUIntBE(0, 6));
  const { reply_markup: _none, ...rest } = params;
  return contents.map((content) => deliver(backend, chat, rest, { ...content, media_group_id }));
}

export const albumMethods: MethodTable = { sendMediaGroup };

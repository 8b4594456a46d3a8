import { CAPTION_MAX, TEXT_MAX } from '@common/bounds.js';
import type { Message } from '@common/i18n/index.js';
import type { AlbumPayload, CreativeVersion, Payload, UrlButton } from '@common/models/index.js';
import type { InlineKeyboardMarkup, MessageEntity } from 'grammy/types';
import type { AdMarker } from './ad-marker.rules.js';
import { isAlbum } from './album.rules.js';

/** What is added to a creative when it becomes a post. */
export interface Extras {
  /** The disclosure, e.g. "Ad · 18+". */
  label: string;
  marker: AdMarker;
  /** Covers media until it is tapped, also where the creative does not. */
  cover: boolean;
  /** Lets it arrive without a sound. */
  silent: boolean;
}

const GAP = '\n\n';
/** Says that the label of an album can be tapped. */
const TAP = ' ⓘ';

interface Block {
  text: string;
  entities: MessageEntity[];
}

type Words = Pick<CreativeVersion, 'text' | 'media' | 'buttons'> & Partial<Pick<CreativeVersion, 'entities'>>;

/** An album has no buttons: they become links below its text, a row a line. */
function linksOf(buttons: readonly UrlButton[][]): Block {
  const links: Block = { text: '', entities: [] };
  for (const [line, row] of buttons.entries())
    for (const [place, { text, url }] of row.entries()) {
      const before = place > 0 ? ' · ' : line > 0 ? '\n' : '';
      const offset = links.text.length + before.length;
      links.text += before + text;
      links.entities.push({ type: 'text_link', offset, length: text.length, url });
    }
  return links;
}

/** Blocks below each other; an entity moves with its block. */
function stacked(blocks: readonly Block[]): Block {
  const all: Block = { text: '', entities: [] };
  for (const { text, entities } of blocks.filter((block) => block.text.length > 0)) {
    const start = all.text.length > 0 ? all.text + GAP : '';
    all.text = start + text;
    all.entities.push(...entities.map((entity) => ({ ...entity, offset: entity.offset + start.length })));
  }
  return all;
}

/** All that is read. The label stands below the text, where no entity of the text can move; an album's is its marker. */
function wordsOf(version: Words, label: string, url: string): Block {
  const { text, entities = [] } = version;
  const whole = isAlbum(version) ? label + TAP : label;
  const place = { offset: 0, length: whole.length };
  const italic: MessageEntity = { type: 'italic', ...place };
  if (!isAlbum(version))
    return stacked([
      { text, entities },
      { text: whole, entities: [italic] },
    ]);
  const link: MessageEntity = { type: 'text_link', ...place, url };
  return stacked([{ text, entities }, linksOf(version.buttons), { text: whole, entities: [italic, link] }]);
}

/** Why a version can't be posted with this label; null when it can. Lengths are UTF-16 units, as Telegram counts. */
export function problemOfLength(version: Words, label: string): Message | null {
  const { length } = wordsOf(version, label, '').text;
  const max = version.media.length > 0 ? CAPTION_MAX : TEXT_MAX;
  if (length <= max) return null;
  const added = wordsOf({ ...version, text: '.' }, label, '').text.length - 1;
  return { key: 'creative-too-long', args: { length: version.text.length, room: Math.max(0, max - added) } };
}

function albumOf({ media }: CreativeVersion, { text, entities }: Block, cover: boolean): AlbumPayload {
  return {
    method: 'sendMediaGroup',
    items: media.map(({ kind, fileId, spoiler }) => ({
      kind: kind === 'photo' ? 'photo' : 'video',
      fileId,
      has_spoiler: spoiler || cover,
    })),
    caption: text,
    caption_entities: entities,
  };
}

/**
 * The one way from a creative to what Telegram gets; preview, limits and sending all call it. Pure: the same version
 * and extras give the same payload.
 */
export function compose(version: CreativeVersion, { label, marker, cover, silent }: Extras): Payload {
  const words = wordsOf(version, label, marker.url);
  const arriving = silent && { disable_notification: true as const };
  if (isAlbum(version)) return { ...albumOf(version, words, cover), ...arriving };
  const { text, entities } = words;
  const rows = version.buttons.map((row) => row.map((one) => ({ text: one.text, url: one.url })));
  const reply_markup: InlineKeyboardMarkup = {
    inline_keyboard: [...rows, [{ text: marker.text, callback_data: marker.data }]],
  };
  const around = { reply_markup, ...arriving };
  const [media] = version.media;
  if (!media) return { method: 'sendMessage', text, entities, ...around };
  return {
    method: ({ photo: 'sendPhoto', video: 'sendVideo', animation: 'sendAnimation' } as const)[media.kind],
    fileId: media.fileId,
    caption: text,
    caption_entities: entities,
    has_spoiler: media.spoiler || cover,
    ...around,
  };
}

import { CAPTION_MAX, TEXT_MAX } from '@common/bounds.js';
import type { Message } from '@common/i18n/index.js';
import type { CreativeVersion, Payload } from '@common/models/index.js';
import type { InlineKeyboardMarkup } from 'grammy/types';

/** What is added to a creative when it becomes a post. */
export interface Extras {
  /** The disclosure, e.g. "Ad · 18+". */
  label: string;
  /** Makes the post recognisable as itself: the button says who advertises, and only this post has its data. */
  marker: { text: string; data: string };
  /** Covers media until it is tapped, also where the creative does not. */
  cover: boolean;
  /** Lets it arrive without a sound. */
  silent: boolean;
}

const GAP = '\n\n';

/** The label stands below the text, where no entity of the text can move. */
function withLabel(text: string, label: string): string {
  return text.length > 0 ? text + GAP + label : label;
}

/** Why a version can't be posted with this label; null when it can. Lengths are UTF-16 units, as Telegram counts. */
export function problemOfLength(
  version: Pick<CreativeVersion, 'text' | 'media'>,
  label: string,
): Message | null {
  const length = withLabel(version.text, label).length;
  const max = version.media.length > 0 ? CAPTION_MAX : TEXT_MAX;
  if (length <= max) return null;
  const room = max - label.length - GAP.length;
  return { key: 'creative-too-long', args: { length: version.text.length, room } };
}

/**
 * The one way from a creative to what Telegram gets; preview, limits and sending all call it. Pure: the same version
 * and extras give the same payload.
 */
export function compose(version: CreativeVersion, { label, marker, cover, silent }: Extras): Payload {
  const text = withLabel(version.text, label);
  const entities = [
    ...version.entities,
    { type: 'italic' as const, offset: text.length - label.length, length: label.length },
  ];
  const rows = version.buttons.map((row) => row.map(({ text, url }) => ({ text, url })));
  const reply_markup: InlineKeyboardMarkup = {
    inline_keyboard: [...rows, [{ text: marker.text, callback_data: marker.data }]],
  };
  const around = { reply_markup, ...(silent && { disable_notification: true as const }) };
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

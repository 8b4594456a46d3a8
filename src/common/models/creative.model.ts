import { ALBUM_MAX, BUTTON_TEXT_MAX, CAPTION_MAX, TEXT_MAX } from '@common/bounds.js';
import type { CreativeId, UserId } from '@common/ids.js';
import type { MessageEntity } from '@grammyjs/types';
import { type HydratedDocument, model, Schema } from 'mongoose';
import { documentSchema, httpUrl, idField, nameField, ownedFields, part, stampField } from './schema.js';

export const CREATIVE_TYPES = ['image', 'video', 'text'] as const;
export const CREATIVE_STATUSES = ['active', 'archived'] as const;
export const MEDIA_KINDS = ['photo', 'video', 'animation'] as const;
export type CreativeType = (typeof CREATIVE_TYPES)[number];

/** A file as Telegram knows it; its file_id dies with the bot, the original does not. */
export interface Media {
  kind: (typeof MEDIA_KINDS)[number];
  fileId: string;
  fileUniqueId: string;
  /** Bytes; null where Telegram does not tell. */
  size: number | null;
  width: number | null;
  height: number | null;
  /** Seconds. */
  duration: number | null;
  spoiler: boolean;
  /** In GridFS; null until the file is kept. */
  originalId: string | null;
}

export interface UrlButton {
  text: string;
  url: string;
}

/** What a creative says; a new version for each edit. */
export interface CreativeVersion {
  text: string;
  entities: MessageEntity[];
  /** Several are an album. */
  media: Media[];
  buttons: UrlButton[][];
  createdAt: Date;
}

/** A message to be posted: picture, video or text, with its buttons; or an album, which is of its first item's type. */
export interface Creative {
  _id: CreativeId;
  name: string;
  type: CreativeType;
  /** Newest last; never empty. */
  versions: CreativeVersion[];
  languages: string[];
  tags: string[];
  status: (typeof CREATIVE_STATUSES)[number];
  /** Since when nothing of it is posted, and what stood of it was taken away. */
  takenDownAt: Date | null;
  createdBy: UserId;
  createdAt: Date;
  rev: number;
}

export type CreativeDocument = HydratedDocument<Creative>;

const figure = { type: Number, default: null, min: 0 };

const media = part({
  kind: { type: String, required: true, enum: MEDIA_KINDS },
  fileId: { type: String, required: true },
  fileUniqueId: { type: String, required: true },
  size: figure,
  width: figure,
  height: figure,
  duration: figure,
  spoiler: { type: Boolean, default: false },
  originalId: { type: String, default: null },
});

const version = part({
  text: { type: String, default: '', maxlength: TEXT_MAX },
  // Telegram's own entities, kept as they were sent.
  entities: { type: [Schema.Types.Mixed], default: [] },
  media: { type: [media], default: [] },
  buttons: {
    type: [
      [
        part({
          text: { type: String, required: true, maxlength: BUTTON_TEXT_MAX },
          url: { ...httpUrl, required: true },
        }),
      ],
    ],
    default: [],
  },
  createdAt: { type: Date, required: true },
});

const schema = documentSchema<Creative>({
  name: nameField,
  type: { type: String, required: true, enum: CREATIVE_TYPES },
  versions: {
    type: [version],
    required: true,
    validate: (versions: CreativeVersion[]) => versions.length > 0 && versions.every(fitsTelegram),
  },
  languages: { type: [String], default: [] },
  tags: { type: [String], default: [] },
  status: { type: String, required: true, enum: CREATIVE_STATUSES, default: 'active' },
  takenDownAt: stampField,
  ...ownedFields,
  createdBy: idField,
});

/** Something to see, no more than an album holds, and no caption longer than a picture may carry. */
function fitsTelegram({ text, media }: CreativeVersion): boolean {
  return media.length > 0 ? media.length <= ALBUM_MAX && text.length <= CAPTION_MAX : text.length > 0;
}

// The list of creatives, newest first.
schema.index({ status: 1, _id: -1 });

export const CreativeModel = model<Creative>('creative', schema);

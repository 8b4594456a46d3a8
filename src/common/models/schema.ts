import { NAME_MAX } from '@common/bounds.js';
import '../db/connection.js';
import { newId } from '@common/ids.js';
import { isZone } from '@common/time.js';
import { Schema, type SchemaDefinition, type SchemaOptions } from 'mongoose';

/** Every id is a text, so that a lean document is plain data. */
export const idField = { type: String, required: true, match: /^[0-9a-f]{24}$/ } as const;

export const optionalId = { type: String, default: null, match: /^[0-9a-f]{24}$/ } as const;

/** Landing pages and buttons: nothing but the web. */
export const httpUrl = { type: String, match: /^https?:\/\/\S+$/i, maxlength: 2048 } as const;

export const nameField = {
  type: String,
  required: true,
  trim: true,
  minlength: 1,
  maxlength: NAME_MAX,
} as const;

/** An IANA zone in which times are read and shown. */
export const zoneField = { type: String, required: true, validate: isZone } as const;

/** What a wall clock shows, `HH:MM`. */
export const wallTime = { type: String, match: /^([01]\d|2[0-3]):[0-5]\d$/ } as const;

/** When something happened, if it did. */
export const stampField = { type: Date, default: null } as const;

export const revField = { type: Number, required: true, default: 0, min: 0 } as const;

/** A whole number from `min` on, or null where there is none. */
export function countField(min: number) {
  return { type: Number, default: null, min, validate: isWholeOrNull };
}

function isWholeOrNull(count: number | null): boolean {
  return count === null || Number.isSafeInteger(count);
}

/** A part of a document that has no id of its own. */
export function part(definition: SchemaDefinition, options: SchemaOptions = {}): Schema {
  return new Schema(definition, { _id: false, strict: 'throw', ...options });
}

/** Integer minor units and an ISO 4217 code, together. */
export const moneyFields = {
  minor: { type: Number, required: true, validate: Number.isSafeInteger },
  currency: { type: String, required: true, match: /^[A-Z]{3}$/ },
} as const;

export const moneyPart = part(moneyFields);

/** A span of each day; it may cross midnight. */
export const quietHoursPart = part({
  from: { ...wallTime, required: true },
  to: { ...wallTime, required: true },
});

const UPDATES = ['updateOne', 'updateMany', 'findOneAndUpdate', 'replaceOne', 'findOneAndReplace'] as const;

/** A document of its own: text id, created and updated times, no unknown fields, no version key but `rev`. */
export function documentSchema<T>(definition: SchemaDefinition, options: SchemaOptions = {}): Schema<T> {
  const schema = new Schema(
    { _id: { ...idField, default: newId }, ...definition },
    { timestamps: true, versionKey: false, strict: 'throw', minimize: false, ...options },
  );
  // Mongoose does not hand the schema's own strictness to the check of immutable fields: it would drop them in silence.
  schema.pre([...UPDATES], function () {
    this.setOptions({ strict: 'throw' });
  });
  return schema as unknown as Schema<T>;
}

/** What everything that people make and edit carries. */
export const ownedFields = {
  createdBy: optionalId,
  rev: revField,
};

import type { AuditId, UserId } from '@common/ids.js';
import { type HydratedDocument, model, Schema } from 'mongoose';
import { documentSchema, optionalId, part } from './schema.js';

export const ENTITY_TYPES = [
  'user',
  'session',
  'magic-link',
  'group',
  'campaign',
  'creative',
  'post',
  'model',
  'casino',
  'deal',
  'settings',
  'audit',
  'engine',
] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

/** One thing that somebody did, or was refused. Written once, never changed. */
export interface AuditEntry {
  _id: AuditId;
  /** Null for Herald's own acts. */
  userId: UserId | null;
  action: string;
  entityType: EntityType;
  entityId: string;
  changes: { before: Record<string, unknown>; after: Record<string, unknown> };
  metadata: {
    /** Null in chat: Telegram tells none. */
    ipAddress: string | null;
    userAgent: string | null;
    route: string;
    timestamp: Date;
    /** ms */
    duration: number;
    success: boolean;
  };
  /** Place in the hash chain; absent until the leader seals the entry. */
  seal?: { sequence: number; hash: string };
}

export type AuditEntryDocument = HydratedDocument<AuditEntry>;

/** Append-only: an update that names the field is refused. */
const forGood = { immutable: true } as const;
const text = { type: String, required: true, ...forGood } as const;

const schema = documentSchema<AuditEntry>(
  {
    userId: { ...optionalId, ...forGood },
    action: { ...text, maxlength: 64 },
    entityType: { ...text, enum: ENTITY_TYPES },
    entityId: text,
    changes: {
      type: part(
        {
          before: { type: Schema.Types.Mixed, default: {}, ...forGood },
          after: { type: Schema.Types.Mixed, default: {}, ...forGood },
        },
        { minimize: false },
      ),
      required: true,
      ...forGood,
    },
    metadata: {
      type: part({
        ipAddress: { type: String, default: null, ...forGood },
        userAgent: { type: String, default: null, ...forGood },
        route: text,
        timestamp: { type: Date, required: true, ...forGood },
        duration: { type: Number, required: true, min: 0, ...forGood },
        success: { type: Boolean, required: true, ...forGood },
      }),
      required: true,
      ...forGood,
    },
    seal: {
      type: part({ sequence: { type: Number, required: true }, hash: { type: String, required: true } }),
    },
  },
  { timestamps: false },
);

// The log's screen: all and by day, of a thing, of a person, of an action, what was refused; newest first.
schema.index({ 'metadata.timestamp': -1, _id: -1 });
schema.index({ entityId: 1, 'metadata.timestamp': -1, _id: -1 });
schema.index({ userId: 1, 'metadata.timestamp': -1, _id: -1 });
schema.index({ action: 1, 'metadata.timestamp': -1, _id: -1 });
schema.index(
  { 'metadata.success': 1, 'metadata.timestamp': -1, _id: -1 },
  { partialFilterExpression: { 'metadata.success': false } },
);
// What is not sealed yet, in the order in which it came.
schema.index({ 'seal.sequence': 1, _id: 1 });
// The chain, from its beginning to its end.
schema.index(
  { 'seal.sequence': 1 },
  { unique: true, partialFilterExpression: { 'seal.sequence': { $exists: true } } },
);

export const AuditLogModel = model<AuditEntry>('audit-log', schema, 'audit-log');

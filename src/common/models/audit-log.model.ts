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

const schema = documentSchema<AuditEntry>(
  {
    userId: optionalId,
    action: { type: String, required: true, maxlength: 64, immutable: true },
    entityType: { type: String, required: true, enum: ENTITY_TYPES, immutable: true },
    entityId: { type: String, required: true, immutable: true },
    changes: {
      type: part({ before: Schema.Types.Mixed, after: Schema.Types.Mixed }, { minimize: false }),
      required: true,
      immutable: true,
    },
    metadata: {
      type: part({
        ipAddress: { type: String, default: null },
        userAgent: { type: String, default: null },
        route: { type: String, required: true },
        timestamp: { type: Date, required: true },
        duration: { type: Number, required: true, min: 0 },
        success: { type: Boolean, required: true },
      }),
      required: true,
      immutable: true,
    },
    seal: {
      type: part({ sequence: { type: Number, required: true }, hash: { type: String, required: true } }),
    },
  },
  { timestamps: false },
);

// The log's screen: all, of a thing, of a person; newest first.
schema.index({ 'metadata.timestamp': -1, _id: -1 });
schema.index({ entityType: 1, entityId: 1, 'metadata.timestamp': -1 });
schema.index({ userId: 1, 'metadata.timestamp': -1 });
// The end of the chain.
schema.index(
  { 'seal.sequence': 1 },
  { unique: true, partialFilterExpression: { 'seal.sequence': { $exists: true } } },
);

export const AuditLogModel = model<AuditEntry>('audit-log', schema, 'audit-log');

import type { UserId } from '@common/ids.js';
import { type HydratedDocument, model } from 'mongoose';
import { countField, documentSchema, part, quietHoursPart, revField, wallTime, zoneField } from './schema.js';

/** There is one document, found or made. */
export const SETTINGS_ID = 'settings';

/** What holds for the whole bot. */
export interface Settings {
  _id: typeof SETTINGS_ID;
  /** Set while nothing may be posted: who stopped it, and when. */
  stopped: { by: UserId; at: Date } | null;
  timezone: string;
  locale: string;
  /** The disclosure on every ad, by the campaign's type. */
  labels: { onlyfans: string; casino: string };
  /** Posts in one group a day, and minutes between two, where a group sets none of its own. */
  limits: { dailyMax: number | null; minGapMin: number | null };
  quietHours: { from: string; to: string } | null;
  /** Whether a silent message, deleted at once, may be sent into a group to find out whether a post is there. */
  asksSilently: boolean;
  /** `HH:MM` at which admins get the digest. */
  digestAt: string | null;
  /** How many admins a deal needs, by the casino's risk. */
  approvals: { normal: number; highRisk: number };
  dealRequired: boolean;
  /** Whether a creator is advertised only when somebody has seen a proof of age. */
  creatorCheck: boolean;
  retention: { clickDays: number | null; auditDays: number | null };
  createdBy: null;
  rev: number;
}

export type SettingsDocument = HydratedDocument<Settings>;

const limit = countField(1);
const admins = (count: number) => ({ ...countField(1), required: true, default: count });
const label = (text: string) => ({ type: String, default: text, minlength: 1, maxlength: 32 });

const schema = documentSchema<Settings>({
  _id: { type: String, required: true, enum: [SETTINGS_ID] },
  stopped: {
    type: part({ by: { type: String, required: true }, at: { type: Date, required: true } }),
    default: null,
  },
  timezone: { ...zoneField, default: 'UTC' },
  locale: { type: String, default: 'en' },
  labels: { type: part({ onlyfans: label('Ad · 18+'), casino: label('Ad · 18+') }), default: {} },
  limits: { type: part({ dailyMax: limit, minGapMin: limit }), default: {} },
  quietHours: { type: quietHoursPart, default: null },
  asksSilently: { type: Boolean, default: false },
  digestAt: { ...wallTime, default: null },
  approvals: { type: part({ normal: admins(1), highRisk: admins(2) }), default: {} },
  dealRequired: { type: Boolean, default: false },
  creatorCheck: { type: Boolean, default: false },
  retention: { type: part({ clickDays: limit, auditDays: limit }), default: {} },
  createdBy: { type: String, default: null },
  rev: revField,
});

export const SettingsModel = model<Settings>('settings', schema, 'settings');

import { type AuditId, newId } from '@common/ids.js';
import { AuditLogModel, SETTINGS_ID, SettingsModel } from '@common/models/index.js';
import { afterEach, describe, expect, it } from 'vitest';
import { emptyDatabase, useDatabase } from '../../support/mongo.js';
import { itKeepsItsContract } from './contract.js';

useDatabase();

const at = new Date('2026-11-27T18:30:00Z');

itKeepsItsContract(SettingsModel, {
  valid: {
    _id: SETTINGS_ID,
    stopped: { by: newId(), at },
    timezone: 'Europe/Kyiv',
    locale: 'uk',
    labels: { onlyfans: 'Реклама · 18+', casino: 'Реклама' },
    limits: { dailyMax: 5, minGapMin: 30 },
    quietHours: { from: '23:00', to: '07:00' },
    digestAt: '09:00',
    approvals: { normal: 1, highRisk: 2 },
    dealRequired: true,
    retention: { clickDays: 90, auditDays: 365 },
    createdBy: null,
    rev: 1,
  },
  required: [],
  wrong: {
    'a second document': { _id: 'other' },
    'a stop by nobody': { stopped: { at } },
    'a zone that nobody knows': { timezone: 'Mars/Olympus' },
    'an empty label': { labels: { onlyfans: '', casino: 'Ad' } },
    'a limit of nothing': { limits: { dailyMax: 0 } },
    'a digest at noon o’clock': { digestAt: 'noon' },
    'quiet hours without end': { quietHours: { from: '23:00' } },
    'a deal that needs nobody': { approvals: { normal: 0, highRisk: 2 } },
    'half a day of clicks': { retention: { clickDays: 0.5 } },
  },
});

const metadata = {
  ipAddress: null,
  userAgent: 'Mozilla/5.0',
  route: 'deal:approve',
  timestamp: at,
  duration: 12,
  success: true,
};
const _id = newId<AuditId>();
const entry = {
  _id,
  userId: newId(),
  action: 'deal.approve',
  entityType: 'deal',
  entityId: newId(),
  changes: { before: { status: 'proposed' }, after: { status: 'in-force' } },
  metadata,
};

itKeepsItsContract(AuditLogModel, {
  valid: { ...entry, seal: { sequence: 1, hash: 'ef'.repeat(32) } },
  required: ['action', 'entityType', 'entityId', 'changes', 'metadata'],
  wrong: {
    'an unknown kind of thing': { entityType: 'weather' },
    'an act without name': { action: '' },
    'a time that is none': { metadata: { ...metadata, timestamp: 'then' } },
    'an act that took less than no time': { metadata: { ...metadata, duration: -1 } },
    'an act whose outcome is not said': { metadata: { ...metadata, success: undefined } },
    'a seal without hash': { seal: { sequence: 2 } },
  },
});

describe('the audit log', () => {
  afterEach(emptyDatabase);

  it.each<Record<string, unknown>>([
    { action: 'deal.reject' },
    { entityId: newId() },
    { userId: null },
    { 'changes.after': {} },
    { 'metadata.success': false },
  ])('is never rewritten: %o', async (change) => {
    await new AuditLogModel(entry).save();
    await expect(AuditLogModel.updateOne({ _id }, { $set: change })).rejects.toThrow('immutable');
  });

  it('takes a seal afterwards', async () => {
    await new AuditLogModel(entry).save();
    await AuditLogModel.updateOne({ _id }, { $set: { seal: { sequence: 1, hash: 'ef'.repeat(32) } } });
    expect((await AuditLogModel.findOne({ _id }).lean())?.seal?.sequence).toBe(1);
  });
});

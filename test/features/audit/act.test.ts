import type { Actor, Role } from '@common/actor.js';
import { createShiftableClock } from '@common/clock.js';
import { runMigrations } from '@common/db/migrations/index.js';
import { asTelegramUserId, newId, type UserId } from '@common/ids.js';
import { createLogger } from '@common/logger.js';
import { type AuditEntry, AuditLogModel } from '@common/models/index.js';
import { done, isRefused, type Outcome, refuse } from '@common/outcome.js';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Action, createAct } from '../../../src/features/audit/index.js';
import { campaignActions } from '../../../src/features/campaigns/index.js';
import { POLICIES } from '../../../src/policies.js';
import { emptyDatabase, useDatabase } from '../../support/mongo.js';

useDatabase();
beforeAll(() => runMigrations(createLogger('silent')));
afterEach(emptyDatabase);

const clock = createShiftableClock(Date.UTC(2026, 10, 26, 10, 0));
const act = createAct({ clock });
const { pause, create } = campaignActions;

function actor(role: Role = 'operator'): Actor {
  const telegramId = asTelegramUserId(7);
  return { userId: newId<UserId>(), telegramId, name: 'Olga', role, locale: 'en', timezone: 'UTC' };
}

interface Thing {
  _id: string;
  rev: number;
  createdBy: UserId | null;
  status: string;
  limits?: object;
}

const thingOf = (createdBy: UserId | null, more: Partial<Thing> = {}): Thing => ({
  _id: newId(),
  rev: 3,
  createdBy,
  status: 'active',
  ...more,
});

/** Acts with a thing that is only in memory; answers the outcome, and what stands in the log then. */
async function acts(
  who: Actor,
  thing: Thing | null,
  { action = pause as Action, rev = 3, change = async (_: unknown, before: Thing) => done(before) } = {},
): Promise<{ outcome: Outcome<Thing>; entry: AuditEntry | undefined }> {
  const id = thing?._id ?? newId();
  const outcome = await act.change<Thing>(who, action, { id, rev, load: async () => thing, change });
  const entries = await AuditLogModel.find().lean<AuditEntry[]>();
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ userId: who.userId, action: action.name, entityId: id });
  return { outcome, entry: entries[0] };
}

const why = (outcome: Outcome<unknown>) => (isRefused(outcome) ? outcome.refused.key : undefined);

describe('an act is refused, and that is written down', () => {
  const olga = actor();
  it.each<[string, Actor, Thing | null, number, string]>([
    ['to somebody else', olga, thingOf(newId<UserId>()), 3, 'refused-not-yours'],
    ['with what is nobody’s own', olga, thingOf(null), 3, 'refused-not-yours'],
    ['with what is gone', olga, null, 3, 'refused-gone'],
    ['on an old screen', olga, thingOf(olga.userId), 2, 'refused-stale'],
    ['in the wrong state', olga, thingOf(olga.userId, { status: 'paused' }), 3, 'refused-state'],
    [
      'in the wrong state, which its owner alone learns',
      olga,
      thingOf(null, { status: 'paused' }),
      2,
      'refused-not-yours',
    ],
  ])('%s', async (_, who, thing, rev, reason) => {
    const { outcome, entry } = await acts(who, thing, { rev });
    expect(why(outcome)).toBe(reason);
    expect(entry).toMatchObject({ changes: { after: { refused: reason } }, metadata: { success: false } });
  });

  it('with the room’s own reason and what it names', async () => {
    const reason = { key: 'why-group-daily', args: { max: 3 } } as const;
    const { outcome, entry } = await acts(olga, thingOf(olga.userId), { change: async () => refuse(reason) });
    expect(why(outcome)).toBe('why-group-daily');
    expect(entry?.changes.after).toEqual({ refused: 'why-group-daily', args: { max: 3 } });
  });

  it('to who only wants to look', async () => {
    const look = POLICIES.get('audit.look');
    if (!look) throw new Error('nobody may look');
    expect(await act.check(actor('admin'), look, 'audit')).toBeNull();
    expect(await AuditLogModel.countDocuments()).toBe(0);
    expect(await act.check(olga, look, 'audit')).toEqual({ key: 'refused-role' });
    expect(await AuditLogModel.findOne().lean()).toMatchObject({ action: 'audit.look', entityId: 'audit' });
  });
});

describe('what is written down of an act', () => {
  const olga = actor();
  const limits = { daily: 3, weekly: null };

  it('is what changed, part by part, and how long it took', async () => {
    const { entry } = await acts(olga, thingOf(olga.userId, { limits }), {
      change: async (_, before) => {
        clock.advance(40);
        return done({ ...before, rev: 4, limits: { ...limits, daily: 5 } });
      },
    });
    expect(entry?.changes).toEqual({ before: { limits: { daily: 3 } }, after: { limits: { daily: 5 } } });
    expect(entry?.metadata).toMatchObject({ success: true, route: 'chat:campaign.pause', ipAddress: null });
    expect(entry?.metadata.duration).toBeGreaterThanOrEqual(40);
    expect(entry?.metadata.duration).toBeLessThan(10_000);
  });

  it('holds where it came from', async () => {
    const origin = { route: 'POST /queue', ip: '192.0.2.7', userAgent: 'Firefox' };
    const { entry } = await acts({ ...olga, origin }, thingOf(olga.userId));
    expect(entry?.metadata).toMatchObject({
      route: 'POST /queue',
      ipAddress: '192.0.2.7',
      userAgent: 'Firefox',
    });
  });

  it('holds no secret, whatever a room hands over', async () => {
    const token = 'Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9vYmF';
    const secrets = {
      token,
      tokenHash: 'ab'.repeat(32),
      link: `https://t.me/herald_bot?start=i_${token}`,
      note: `see https://t.me/herald_bot?start=i_${token}`,
      inner: [{ csrfToken: 'c', cookie: 'd', said: `123456789:${'A'.repeat(35)}` }],
    };
    await act.create(olga, create, { id: newId(), create: async () => done({ name: 'Autumn', ...secrets }) });
    const entry = await AuditLogModel.findOne().lean<AuditEntry>();
    expect(JSON.stringify(entry)).not.toMatch(new RegExp(`${token}|abab|AAAAA|herald_bot\\?start=i_Z`));
    expect(entry?.changes.after).toEqual({
      name: 'Autumn',
      token: '•••',
      tokenHash: '•••',
      link: '•••',
      note: 'see https://t.me/herald_bot?start=•••',
      inner: [{ csrfToken: '•••', cookie: '•••', said: '•••' }],
    });
  });

  it('is one entry for two taps on Create', async () => {
    const id = newId();
    for (let tap = 0; tap < 2; tap++)
      await act.create(olga, create, {
        id,
        create: async () => done({ _id: id, name: 'Autumn', url: null }),
      });
    expect(await AuditLogModel.find().lean()).toMatchObject([
      { changes: { before: {}, after: { name: 'Autumn' } } },
    ]);
  });
});

it('An act that breaks leaves nothing but a note of its failure, without what the error said', async () => {
  const olga = actor();
  const thing = thingOf(olga.userId);
  const work = act.change<Thing>(olga, pause, {
    id: thing._id,
    load: async () => thing,
    change: () => Promise.reject(new TypeError('token 123')),
  });
  await expect(work).rejects.toThrow('token 123');
  expect(await AuditLogModel.find().lean()).toMatchObject([
    { changes: { before: {}, after: { failed: 'TypeError' } }, metadata: { success: false } },
  ]);
});

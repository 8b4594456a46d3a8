import { createShiftableClock } from '@common/clock.js';
import { ChainModel } from '@common/db/collections/index.js';
import { runMigrations } from '@common/db/migrations/index.js';
import { newId, type UserId } from '@common/ids.js';
import { createLogger } from '@common/logger.js';
import { AuditLogModel } from '@common/models/index.js';
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { insertAuditEntry } from '../../../src/features/audit/audit.repo.js';
import { canonical } from '../../../src/features/audit/chain.rules.js';
import { createSealer, verifyChain } from '../../../src/features/audit/index.js';
import { emptyDatabase, useDatabase } from '../../support/mongo.js';
import { allIsSealed } from '../../support/steps.js';

useDatabase();
beforeAll(() => runMigrations(createLogger('silent')));
afterEach(emptyDatabase);

const DAY = 86_400_000;
const raw = () => AuditLogModel.collection;
const clock = createShiftableClock(Date.UTC(2026, 10, 26, 10, 0));

/** Writes entries down, one after the other, as a busy day does. */
async function writes(count: number, name = 'campaign.pause'): Promise<void> {
  for (let n = 0; n < count; n++)
    await insertAuditEntry({
      userId: newId<UserId>(),
      action: name,
      entityType: 'campaign',
      entityId: newId(),
      changes: {
        before: { n, at: new Date(clock.now()) },
        after: { list: ['a', null], limits: { daily: n } },
      },
      metadata: {
        ipAddress: null,
        userAgent: 'telegram',
        route: 'chat:campaign.pause',
        timestamp: new Date(clock.now()),
        duration: n,
        success: true,
      },
    });
}

/** A leader of a term; it seals from now on. */
function leads(epoch: number, { isHeld = (): boolean => true, keptDays = 400 } = {}) {
  const log = createLogger('silent');
  const fence = { isHeld, epoch: () => epoch };
  const sealer = createSealer({ clock, log, fence, keptDays: async () => keptDays });
  sealer.start();
  onTestFinished(() => sealer.stop());
  return sealer;
}

/** Twelve entries and the leader's own, sealed. */
async function sealsSome(count = 12): Promise<void> {
  await writes(count);
  const sealer = leads(1);
  await expect.poll(() => AuditLogModel.countDocuments({ seal: { $exists: true } })).toBe(count + 1);
  await sealer.stop();
}

it('New entries get their places in the chain, in the order in which they came', async () => {
  leads(1);
  await expect.poll(() => AuditLogModel.countDocuments({ 'seal.sequence': 1 })).toBe(1);
  await writes(30);
  await allIsSealed();
  const entries = await AuditLogModel.find().sort({ _id: 1 }).lean();
  expect(entries.map(({ seal }) => seal?.sequence)).toEqual(entries.map((_, index) => index + 1));
  expect(await verifyChain()).toMatchObject({ sealed: 31, unsealed: 0, broken: null });
});

it('More than one batch is sealed in one go', async () => {
  await writes(450);
  leads(1);
  await allIsSealed();
  expect(await verifyChain()).toMatchObject({ sealed: 451, broken: null });
});

it('Two leaders at once make one chain, and one before the present seals nothing any more', async () => {
  await writes(100);
  const old = leads(1);
  const young = leads(2);
  await allIsSealed();
  await writes(100);
  await allIsSealed();
  expect(await verifyChain()).toMatchObject({ sealed: 202, broken: null });
  await old.stop();
  // Whoever sealed all of that: this is the young one's.
  await writes(1);
  await allIsSealed();
  await young.stop();
  expect(await ChainModel.findOne().lean()).toMatchObject({ epoch: 2 });
  await writes(1);
  const late = leads(1);
  // A whole tick and more.
  await new Promise<void>((resolve) => clock.at(clock.now() + 700, resolve));
  expect((await verifyChain()).unsealed).toBe(2);
  await late.stop();
});

it('What a crash left is sealed by the next leader, from the place where the last one was', async () => {
  let alive = true;
  await writes(40);
  const dying = leads(1, { isHeld: () => alive });
  await expect.poll(() => AuditLogModel.countDocuments({ seal: { $exists: true } })).toBeGreaterThan(0);
  alive = false;
  await writes(40);
  await dying.stop();
  leads(2);
  await allIsSealed();
  expect(await verifyChain()).toMatchObject({ sealed: 82, broken: null });
});

describe('Verifying names the first entry', () => {
  const at = (sequence: number) => ({ 'seal.sequence': sequence });

  it.each<[string, () => Promise<unknown>, { sequence: number; what: string }]>([
    [
      'that was changed',
      () => raw().updateOne(at(5), { $set: { 'changes.after.limits.daily': 99 } }),
      { sequence: 5, what: 'changed' },
    ],
    [
      'of which another person is said to have done it',
      () => raw().updateOne(at(7), { $set: { userId: newId() } }),
      { sequence: 7, what: 'changed' },
    ],
    [
      'to which something was added',
      () => raw().updateOne(at(3), { $set: { note: 'it was not me' } }),
      { sequence: 3, what: 'changed' },
    ],
    [
      'of which the type of a value was changed',
      () => raw().updateOne(at(4), { $set: { 'metadata.duration': '3' } }),
      { sequence: 4, what: 'changed' },
    ],
    ['that was removed', () => raw().deleteOne(at(6)), { sequence: 6, what: 'missing' }],
    [
      'of all, that was removed',
      () => raw().deleteMany({ 'seal.sequence': { $lt: 4 } }),
      { sequence: 1, what: 'missing' },
    ],
    [
      'that was removed at the end',
      () => raw().deleteMany({ 'seal.sequence': { $gt: 10 } }),
      { sequence: 11, what: 'missing' },
    ],
    [
      'that was inserted between two',
      async () => {
        const entry = await raw().findOne(at(5));
        await raw().insertOne({
          ...entry,
          _id: newId() as never,
          seal: { sequence: 5.5, hash: entry?.['seal'].hash },
        });
      },
      { sequence: 5.5, what: 'foreign' },
    ],
    [
      'that was inserted at the end',
      async () => {
        const entry = await raw().findOne(at(13));
        await raw().insertOne({
          ...entry,
          _id: newId() as never,
          seal: { sequence: 14, hash: 'ab'.repeat(32) },
        });
      },
      { sequence: 14, what: 'foreign' },
    ],
    [
      'of two that changed places',
      async () => {
        const [five, six] = [await raw().findOne(at(5)), await raw().findOne(at(6))];
        await raw().updateOne({ _id: five?._id as never }, { $unset: { seal: 1 } });
        await raw().updateOne({ _id: six?._id as never }, { $set: { seal: five?.['seal'] } });
        await raw().updateOne({ _id: five?._id as never }, { $set: { seal: six?.['seal'] } });
      },
      { sequence: 5, what: 'changed' },
    ],
    [
      'whose hash was made to fit what was changed',
      async () => {
        const { hashOfEntry } = await import('../../../src/features/audit/hash.js');
        const before = await AuditLogModel.findOne(at(7)).lean();
        await raw().updateOne(at(8), { $set: { userId: newId() } });
        const changed = await AuditLogModel.findOne(at(8)).lean();
        if (!changed || !before?.seal) throw new Error('no entry');
        await raw().updateOne(at(8), { $set: { 'seal.hash': hashOfEntry(changed, 8, before.seal.hash) } });
      },
      { sequence: 9, what: 'changed' },
    ],
  ])('%s', async (_, tamper, broken) => {
    await sealsSome();
    expect((await verifyChain()).broken).toBeNull();
    await tamper();
    expect((await verifyChain()).broken).toMatchObject(broken);
  });

  it('and a seal that was taken away leaves its gap, also when the entry is sealed anew', async () => {
    await sealsSome();
    await raw().updateOne(at(5), { $unset: { seal: 1 } });
    leads(2);
    await allIsSealed();
    expect((await verifyChain()).broken).toMatchObject({ sequence: 5, what: 'missing' });
  });
});

describe('Old entries', () => {
  it('go from the beginning of the chain, which holds from the checkpoint on', async () => {
    await sealsSome(8);
    clock.advance(20 * DAY);
    await writes(5);
    leads(2, { keptDays: 10 });
    await expect.poll(() => AuditLogModel.countDocuments({ action: 'audit.expire' })).toBe(1);
    await allIsSealed();
    const { checkpoint, ...found } = await verifyChain();
    expect(found).toMatchObject({ sealed: 7, unsealed: 0, broken: null });
    expect(checkpoint).toMatchObject({ sequence: 9 });
    expect(await AuditLogModel.findOne({ action: 'audit.expire' }).lean()).toMatchObject({
      changes: { after: { removed: 9 } },
    });
    await raw().deleteOne({ 'seal.sequence': 10 });
    expect((await verifyChain()).broken).toMatchObject({ sequence: 10, what: 'missing' });
  });

  it('stay while they are young enough', async () => {
    await sealsSome();
    await leads(2, { keptDays: 10 }).stop();
    expect(await verifyChain()).toMatchObject({ unsealed: 1, checkpoint: null, broken: null });
    leads(3, { keptDays: 10 });
    await expect.poll(async () => (await verifyChain()).sealed).toBe(15);
    expect(await verifyChain()).toMatchObject({ unsealed: 0, checkpoint: null, broken: null });
  });
});

describe('The text of which a hash is taken', () => {
  it('is the same whatever the order of fields', () => {
    expect(canonical({ a: 1, b: { c: [1, 2], d: null } })).toBe(
      canonical({ b: { d: null, c: [1, 2] }, a: 1 }),
    );
  });

  it.each<[unknown, unknown]>([
    [1, '1'],
    [null, 'null'],
    [new Date(5), 5],
    [new Date(5), { $date: '5' }],
    [
      [1, [2]],
      [[1], 2],
    ],
    [{ a: 'b","c":"d' }, { a: 'b', c: 'd' }],
    [Number.NaN, null],
    [true, 'true'],
  ])('tells %o from %o', (one, other) => expect(canonical(one)).not.toBe(canonical(other)));
});

import { LeaseModel, type LeaseRow } from '@common/db/collections/index.js';
import { configureDb, connectDb, disconnectDb, inTransaction } from '@common/db/index.js';
import { createLease, type Lease, LeaseLostError } from '@common/db/lease.js';
import { createLogger } from '@common/logger.js';
import { afterEach, describe, expect, it } from 'vitest';
import { databaseUri, emptyDatabase, useDatabase } from '../../support/mongo.js';

useDatabase();

const never = () => new AbortController().signal;
const made: Lease[] = [];

function lease(holder: string, { ttlMs = 10_000, renewMs = 10 } = {}): Lease {
  const it = createLease({ name: 'poster', holder, ttlMs, renewMs, log: createLogger('silent') });
  made.push(it);
  return it;
}

const lostBy = (it: Lease) => new Promise<void>((resolve) => it.onLost(resolve));
const row = () => LeaseModel.findOne({ _id: 'poster' }).lean<LeaseRow>();

/** Another process holds it, and does not renew it any more. */
async function heldByADeadProcess(forMs: number): Promise<void> {
  await LeaseModel.collection.updateOne(
    { _id: 'poster' as never },
    [{ $set: { holder: 'dead', epoch: 7, intents: 0, expiresAt: { $add: ['$$NOW', forMs] } } }],
    { upsert: true },
  );
}

afterEach(async () => {
  await Promise.all(made.splice(0).map((it) => it.release()));
  await emptyDatabase();
});

describe('a lease', () => {
  it('is held by one of twenty at a time, and by each in turn', async () => {
    await heldByADeadProcess(0);
    let holders = 0;
    const turns = Array.from({ length: 20 }, async (_, n) => {
      const mine = lease(`process ${n}`);
      await mine.acquire(never());
      holders += 1;
      expect(await row()).toMatchObject({ holder: `process ${n}` });
      expect(holders).toBe(1);
      expect(mine.isHeld()).toBe(true);
      holders -= 1;
      await mine.release();
    });
    await Promise.all(turns);
    expect(await row()).toMatchObject({ holder: null, epoch: 27 });
  });

  it('lets its holder write under it, and nobody after a take-over', async () => {
    await heldByADeadProcess(0);
    const first = lease('first', { renewMs: 10_000 });
    await first.acquire(never());
    const write = (by: Lease) => inTransaction((tx) => by.guard(tx));
    await write(first);
    expect(await row()).toMatchObject({ holder: 'first', epoch: 8, intents: 1 });
    await LeaseModel.updateOne({ _id: 'poster' }, { $set: { expiresAt: new Date(0) } });
    await expect(write(first)).rejects.toThrow(LeaseLostError);
    const second = lease('second');
    await second.acquire(never());
    expect([first.epoch(), second.epoch()]).toEqual([8, 9]);
    await expect(write(first)).rejects.toThrow(LeaseLostError);
    await write(second);
  });

  it('makes a take-over wait for what is written under it, so that nothing of the old term comes after', async () => {
    await heldByADeadProcess(0);
    const first = lease('first', { ttlMs: 150, renewMs: 10_000 });
    await first.acquire(never());
    const second = lease('second');
    const isOver = async () => Date.now() > ((await row())?.expiresAt.getTime() ?? 0);
    const order: string[] = [];
    let taking: Promise<unknown> = Promise.resolve();
    await inTransaction(async (tx) => {
      await first.guard(tx);
      taking = second.acquire(never()).then(() => order.push('taken over'));
      await expect.poll(isOver).toBe(true);
      order.push('committed');
    });
    await taking;
    expect(order).toEqual(['committed', 'taken over']);
  });

  it('goes over when the one who held it renews it no more, and not before', async () => {
    const start = performance.now();
    await heldByADeadProcess(200);
    await lease('next').acquire(never());
    expect(performance.now() - start).toBeGreaterThanOrEqual(195);
    expect(await row()).toMatchObject({ holder: 'next', epoch: 8 });
  });

  it('goes over at the end of its time, however seldom it is asked for', async () => {
    await heldByADeadProcess(200);
    await lease('next', { renewMs: 600_000 }).acquire(never());
    expect(await row()).toMatchObject({ holder: 'next', epoch: 8 });
  });

  it('outlives its time by being renewed', async () => {
    const mine = lease('one', { ttlMs: 300 });
    await mine.acquire(never());
    const first = await row();
    const waits = lease('two').acquire(AbortSignal.timeout(600));
    await expect(waits).rejects.toThrow();
    expect(mine.isHeld()).toBe(true);
    expect((await row())?.expiresAt.getTime()).toBeGreaterThan(first?.expiresAt.getTime() ?? 0);
    expect((await row())?.epoch).toBe(first?.epoch);
  });

  it('is lost once to whoever took it', async () => {
    const mine = lease('one');
    await mine.acquire(never());
    let losses = 0;
    mine.onLost(() => {
      losses += 1;
    });
    const lost = lostBy(mine);
    await heldByADeadProcess(60_000);
    await lost;
    expect(mine.isHeld()).toBe(false);
    expect(losses).toBe(1);
    await mine.release();
    expect(await row()).toMatchObject({ holder: 'dead' });
  });

  it('is lost in time when the database can’t be reached', async () => {
    const mine = lease('one', { ttlMs: 300 });
    await mine.acquire(never());
    const lost = lostBy(mine);
    configureDb({ uri: 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=500' });
    const start = performance.now();
    await disconnectDb();
    await lost;
    expect(performance.now() - start).toBeLessThan(300);
    expect(mine.isHeld()).toBe(false);
    await expect(connectDb()).rejects.toThrow('ECONNREFUSED');
    configureDb({ uri: databaseUri() });
  });

  it('stays released, though a renewal was on its way', async () => {
    const mine = lease('one', { renewMs: 1 });
    for (let turn = 0; turn < 30; turn += 1) {
      await mine.acquire(never());
      await row();
      await mine.release();
      expect(mine.isHeld()).toBe(false);
    }
    await row();
    expect(await row()).toMatchObject({ holder: null, epoch: 30 });
  });

  it('is waited for no longer than is wanted', async () => {
    await heldByADeadProcess(60_000);
    await expect(lease('two').acquire(AbortSignal.abort())).rejects.toThrow('aborted');
    await expect(lease('three').acquire(AbortSignal.timeout(30))).rejects.toThrow();
    expect(await row()).toMatchObject({ holder: 'dead' });
  });
});

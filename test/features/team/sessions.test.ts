import { expect, it } from 'vitest';
import type { Actor } from '../../../src/common/actor.js';
import { createShiftableClock } from '../../../src/common/clock.js';
import { asTelegramUserId, newId } from '../../../src/common/ids.js';
import { AuditLogModel, MagicLinkModel, SessionModel, UserModel } from '../../../src/common/models/index.js';
import { isRefused } from '../../../src/common/outcome.js';
import { createAct } from '../../../src/features/audit/index.js';
import { createMagicLinks } from '../../../src/features/team/magic-links.js';
import { createSessions } from '../../../src/features/team/sessions.service.js';
import { useDatabase } from '../../support/mongo.js';

useDatabase();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const visitor = { ip: '192.0.2.7', userAgent: 'Mozilla/5.0', route: 'POST /login' };
let nextPerson = 1;

async function open(name = 'Olga') {
  const clock = createShiftableClock();
  const act = createAct({ clock });
  const links = createMagicLinks({ clock });
  const sessions = createSessions({ act, clock, links, announce: async () => {} });
  const user = await UserModel.create({
    _id: newId(),
    telegramId: asTelegramUserId(nextPerson++),
    name,
    role: 'operator',
    timezone: 'UTC',
    locale: 'en',
  });
  const { _id: userId, telegramId } = user;
  const actor: Actor = { userId, telegramId, name, role: 'operator', locale: 'en', timezone: 'UTC' };

  async function link(): Promise<string> {
    const issued = await sessions.issueLink(actor);
    if (isRefused(issued)) throw new Error(issued.refused.key);
    return issued.ok.token;
  }
  async function signIn(): Promise<string> {
    const opened = await sessions.login(await link(), visitor);
    if (!opened) throw new Error('a fresh link opened nothing');
    return opened.token;
  }
  const find = (token: string) => sessions.find(token, visitor);
  return { clock, links, sessions, actor, link, signIn, find };
}

it('keeps a hash of 256 random bits, and nothing of the id', async () => {
  const { signIn, find } = await open();
  const token = await signIn();
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  const me = await find(token);
  const stored = JSON.stringify(await SessionModel.findById(me?.sessionId).lean());
  expect(stored).not.toContain(token);
  expect(JSON.stringify(await AuditLogModel.find().lean())).not.toContain(token);
});

it('lets one of twenty in who redeem a link at once', async () => {
  const { sessions, link } = await open();
  const token = await link();
  // From addresses of their own, so that no limit decides it.
  const opened = await Promise.all(
    Array.from({ length: 20 }, (_, n) => sessions.login(token, { ...visitor, ip: `192.0.2.${n}` })),
  );
  expect(opened.filter(Boolean)).toHaveLength(1);
});

it('opens nothing by a link that was made for something else, ran out, or never was', async () => {
  const { clock, links, sessions, link, actor } = await open();
  const terms = { role: null, name: null, issuer: actor.userId };
  const invite = await links.issue({ ...terms, purpose: 'invite', role: 'admin' });
  const late = await link();
  clock.advance(15 * MINUTE);
  const tokens = [isRefused(invite) ? '' : invite.ok.token, late, 'A'.repeat(43), '', '<b>'];
  for (const token of tokens) expect(await sessions.login(token, visitor)).toBeUndefined();
  const refused = await AuditLogModel.find({ userId: actor.userId, 'metadata.success': false }).lean();
  expect(refused).toMatchObject([{ action: 'session.login', metadata: { ipAddress: '192.0.2.7' } }]);
});

it('slides with each use, and ends after half an hour without one', async () => {
  const { clock, signIn, find } = await open();
  let token = await signIn();
  for (let n = 0; n < 4; n++) {
    clock.advance(29 * MINUTE);
    token = (await find(token))?.rotated?.token ?? token;
  }
  expect(await find(token)).toBeDefined();
  clock.advance(30 * MINUTE);
  expect(await find(token)).toBeUndefined();
});

it('ends after twelve hours, however busy', async () => {
  const { clock, sessions, actor, signIn, find } = await open();
  let token = await signIn();
  for (let passed = 0; passed < 12 * HOUR - 20 * MINUTE; passed += 20 * MINUTE) {
    const me = await find(token);
    token = me?.rotated?.token ?? token;
    expect(me).toBeDefined();
    clock.advance(20 * MINUTE);
  }
  expect(await find(token)).toBeDefined();
  clock.advance(20 * MINUTE);
  expect(await find(token)).toBeUndefined();
  expect(await sessions.list(actor)).toEqual([]);
});

it('changes its id every quarter of an hour; the one before counts half a minute more', async () => {
  const { clock, signIn, find } = await open();
  const first = await signIn();
  expect((await find(first))?.rotated).toBeUndefined();
  clock.advance(15 * MINUTE);
  // Three requests of one page: one of them brings the new id.
  const answers = await Promise.all([find(first), find(first), find(first)]);
  expect(answers.every(Boolean)).toBe(true);
  const fresh = answers.flatMap((me) => me?.rotated?.token ?? []);
  expect(fresh).toHaveLength(1);
  const [second = ''] = fresh;
  expect(second).not.toBe(first);
  clock.advance(29_000);
  expect(await find(first)).toBeDefined();
  clock.advance(1_000);
  expect(await find(first)).toBeUndefined();
  expect(await find(second)).toBeDefined();
});

it('gives each login an id of its own, and ends what the browser had open before', async () => {
  const { sessions, link, signIn, find } = await open();
  const before = await signIn();
  const opened = await sessions.login(await link(), visitor, before);
  expect(opened?.token).not.toBe(before);
  expect(await find(before)).toBeUndefined();
  expect(await find(opened?.token ?? '')).toBeDefined();
});

it('takes no id that it did not make', async () => {
  const { find } = await open();
  for (const token of ['', 'x', 'A'.repeat(43), '{"$gt":""}']) expect(await find(token)).toBeUndefined();
});

it('lets nobody end what is another person’s', async () => {
  const olga = await open('Olga');
  const adam = await open('Adam');
  const token = await olga.signIn();
  const id = (await olga.find(token))?.sessionId ?? newId();
  expect(await adam.sessions.revoke({ ...adam.actor, role: 'admin' }, id)).toMatchObject({
    refused: { key: 'refused-not-yours' },
  });
  expect(await olga.find(token)).toBeDefined();
  await olga.sessions.revoke(olga.actor, id);
  expect(await olga.find(token)).toBeUndefined();
});

it('writes a use down at most once a minute', async () => {
  const { clock, signIn, find, actor } = await open();
  const token = await signIn();
  const lastUse = async () => (await SessionModel.findOne({ userId: actor.userId }).lean())?.lastUsedAt;
  const first = await lastUse();
  clock.advance(30_000);
  await find(token);
  expect(await lastUse()).toEqual(first);
  clock.advance(30_000);
  await find(token);
  expect(await lastUse()).not.toEqual(first);
});

it('is not filled with refusals by somebody with many addresses', async () => {
  const { sessions } = await open();
  await AuditLogModel.collection.deleteMany({});
  for (let n = 0; n < 70; n++) await sessions.login('A'.repeat(43), { ...visitor, ip: `198.51.100.${n}` });
  expect(await AuditLogModel.countDocuments({ action: 'session.login' })).toBe(60);
  expect(await MagicLinkModel.countDocuments({ usedAt: { $ne: null } })).toBeGreaterThan(0);
});

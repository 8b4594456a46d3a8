import { asTelegramUserId, newId } from '@common/ids.js';
import { MagicLinkModel, SessionModel, UserModel } from '@common/models/index.js';
import { useDatabase } from '../../support/mongo.js';
import { itKeepsItsContract } from './contract.js';

useDatabase();

const at = new Date('2026-11-27T18:30:00Z');
const sha256 = 'ab'.repeat(32);

itKeepsItsContract(UserModel, {
  valid: {
    _id: newId(),
    telegramId: asTelegramUserId(7_000_000_001),
    name: 'Ольга <b>👩‍🚀</b>',
    username: 'olga',
    role: 'operator',
    status: 'disabled',
    locale: 'ru',
    timezone: 'Europe/Kyiv',
    notify: false,
    lastSeenAt: at,
    rev: 3,
  },
  required: ['telegramId', 'name', 'role', 'timezone'],
  wrong: {
    'an id that is none': { _id: 'u1' },
    'a name of spaces': { name: '   ' },
    'a name of 256 characters': { name: 'x'.repeat(256) },
    'another role': { role: 'owner' },
    'another status': { status: 'gone' },
    'a zone that nobody knows': { timezone: 'Mars/Olympus' },
    'a revision below zero': { rev: -1 },
  },
});

itKeepsItsContract(SessionModel, {
  valid: {
    _id: newId(),
    tokenHash: sha256,
    formerHash: sha256,
    rotatedAt: at,
    csrfToken: 'A-_'.repeat(14).concat('x'),
    userId: newId(),
    ip: '2001:db8::1',
    userAgent: 'Mozilla/5.0',
    startedAt: at,
    lastUsedAt: at,
    expiresAt: at,
    endsAt: at,
    revokedAt: at,
  },
  required: [
    'tokenHash',
    'csrfToken',
    'userId',
    'startedAt',
    'lastUsedAt',
    'rotatedAt',
    'expiresAt',
    'endsAt',
  ],
  wrong: {
    'a token in place of its hash': { tokenHash: 'secret' },
    'a former token in place of its hash': { formerHash: 'secret' },
    'a guard that is too short': { csrfToken: 'abc' },
    'a person who is none': { userId: '42' },
    'a user agent without end': { userAgent: 'x'.repeat(513) },
    'a time that is none': { expiresAt: 'soon' },
  },
});

itKeepsItsContract(MagicLinkModel, {
  valid: {
    _id: newId(),
    tokenHash: sha256,
    purpose: 'invite',
    role: 'admin',
    createdBy: newId(),
    expiresAt: at,
    usedAt: at,
    usedBy: asTelegramUserId(7_000_000_002),
    revokedAt: at,
  },
  required: ['tokenHash', 'purpose', 'expiresAt'],
  wrong: {
    'a token in place of its hash': { tokenHash: 'secret' },
    'another purpose': { purpose: 'reset' },
    'another role': { role: 'owner' },
  },
});

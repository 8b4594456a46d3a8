import { asChatId, asTelegramUserId, newId } from '@common/ids.js';
import { TelegramGroupModel } from '@common/models/index.js';
import { useDatabase } from '../../support/mongo.js';
import { itKeepsItsContract } from './contract.js';

useDatabase();

const policy = {
  adult: true,
  gambling: false,
  quietHours: { from: '23:00', to: '07:30' },
  dailyMax: 3,
  minGapMin: 90,
  pin: true,
  label: 'Реклама',
};

itKeepsItsContract(TelegramGroupModel, {
  valid: {
    _id: newId(),
    chatId: asChatId(-1_002_000_000_001),
    formerChatIds: [asChatId(-42)],
    title: 'x'.repeat(255),
    username: 'crypto_chat',
    kind: 'supergroup',
    topicId: 12,
    status: 'active',
    botRights: { post: true, media: true, delete: false, pin: false },
    memberCount: 1200,
    country: 'DE',
    language: 'de',
    timezone: 'Europe/Berlin',
    tags: ['crypto'],
    ownerIds: [asTelegramUserId(7_000_000_003)],
    consentBy: { telegramId: asTelegramUserId(7_000_000_003), name: 'Mia', at: new Date(0) },
    ownerShare: 12.5,
    policy,
    lastIntentAt: new Date(0),
    lastMessageId: 99,
    createdBy: newId(),
    rev: 1,
  },
  required: ['chatId', 'title', 'kind', 'status', 'timezone', 'botRights', 'policy'],
  wrong: {
    'a private chat': { kind: 'private' },
    'another status': { status: 'sleeping' },
    'a country that is no code': { country: 'Germany' },
    'a zone that nobody knows': { timezone: 'Mars/Olympus' },
    'a share of more than everything': { ownerShare: 101 },
    'fewer than no members': { memberCount: -1 },
    'quiet hours at 25:00': { policy: { ...policy, quietHours: { from: '25:00', to: '07:00' } } },
    'quiet hours without end': { policy: { ...policy, quietHours: { from: '23:00' } } },
    'a daily maximum of one and a half': { policy: { ...policy, dailyMax: 1.5 } },
    'a gap below zero': { policy: { ...policy, minGapMin: -1 } },
    'a label that fills the screen': { policy: { ...policy, label: 'x'.repeat(33) } },
    'a policy that does not decide on adult ads': { policy: { ...policy, adult: undefined } },
    'consent of nobody': { consentBy: { name: 'Mia', at: new Date(0) } },
    'rights that say nothing': { botRights: { post: true } },
  },
});

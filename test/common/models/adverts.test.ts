import { newId } from '@common/ids.js';
import { CampaignModel, CasinoModel, CreativeModel, CreatorModel } from '@common/models/index.js';
import { useDatabase } from '../../support/mongo.js';
import { itKeepsItsContract } from './contract.js';

useDatabase();

const at = new Date('2026-11-27T18:30:00Z');
const schedule = {
  zone: 'Europe/Berlin',
  rule: { kind: 'weekly', weekdays: [1, 7], times: ['09:00', '18:30'] },
  start: '2026-11-27T00:00:00',
  end: '2026-12-27T00:00:00',
  count: 8,
  exceptions: [{ nominal: '2026-11-30T09:00:00', movedTo: '2026-11-30T10:00:00' }],
};
const withRule = (rule: unknown) => ({ schedule: { ...schedule, rule } });
const placement = { rule: '1/24', topHours: 1, deleteAfterHours: 24, pin: true, silent: true };

itKeepsItsContract(CampaignModel, {
  valid: {
    _id: newId(),
    name: 'Luna · 27 Nov',
    type: 'onlyfans',
    status: 'active',
    priority: 2,
    targetGroups: [newId(), newId()],
    creatives: [newId()],
    creativeWeights: { [newId()]: 3 },
    schedule,
    planRev: 4,
    planChangedAt: at,
    plannedUntil: at,
    placement,
    limits: { daily: 3, weekly: 10, total: 180 },
    performance: { views: null, clicks: 12, ctr: null, revenue: [{ currency: 'USD', minor: 1500 }] },
    modelId: newId(),
    casinoId: null,
    dealId: newId(),
    landingUrl: 'https://example.com/luna',
    promo: { code: 'LUNA20', validUntil: at },
    createdBy: newId(),
    rev: 7,
  },
  required: ['name', 'type', 'landingUrl', 'createdBy'],
  wrong: {
    'a name of 101 characters': { name: 'x'.repeat(101) },
    'another type': { type: 'crypto' },
    'another status': { status: 'stopped' },
    'a group that is none': { targetGroups: ['g1'] },
    'a creative that is none': { creatives: ['c1'] },
    'a landing page that is a script': { landingUrl: 'javascript:alert(1)' },
    'a landing page with a space': { landingUrl: 'https://example.com/a b' },
    'a limit of nothing': { limits: { daily: 0 } },
    'a limit of one and a half': { limits: { weekly: 1.5 } },
    'another delivery rule': { placement: { ...placement, rule: '4/96' } },
    'a post that is deleted before it was there': { placement: { ...placement, deleteAfterHours: 0 } },
    'revenue of broken cents': { performance: { revenue: [{ currency: 'USD', minor: 0.5 }] } },
    'revenue in an unknown coin': { performance: { revenue: [{ currency: 'usd', minor: 1 }] } },
    'a promo without code': { promo: { validUntil: at } },
    'a schedule in no zone': { schedule: { ...schedule, zone: 'Mars/Olympus' } },
    'a schedule of no times': { schedule: { ...schedule, count: 0 } },
    'another kind of schedule': withRule({ kind: 'yearly' }),
    'once, at no time': withRule({ kind: 'once', at: 'tomorrow' }),
    'daily at 24:00': withRule({ kind: 'daily', times: ['24:00'] }),
    'weekly on no day': withRule({ kind: 'weekly', weekdays: [], times: ['09:00'] }),
    'weekly on an eighth day': withRule({ kind: 'weekly', weekdays: [8], times: ['09:00'] }),
    'every zero hours': withRule({ kind: 'every', n: 0, unit: 'hours' }),
    'monthly on the 32nd': withRule({ kind: 'monthly', day: 32, times: ['09:00'] }),
    'an empty cron line': withRule({ kind: 'cron', expression: '' }),
  },
});

const version = {
  text: 'Come & see 👀',
  entities: [{ type: 'bold', offset: 0, length: 4 }],
  media: [
    {
      kind: 'photo',
      fileId: 'AgAC',
      fileUniqueId: 'AQAD',
      size: 4_000_000,
      width: 1280,
      height: 960,
      duration: null,
      spoiler: true,
      originalId: newId(),
    },
  ],
  buttons: [[{ text: 'Go', url: 'https://example.com' }]],
  createdAt: at,
};
const withVersion = (change: object) => ({ versions: [{ ...version, ...change }] });

itKeepsItsContract(CreativeModel, {
  valid: {
    _id: newId(),
    name: 'Luna in red',
    type: 'image',
    versions: [version],
    languages: ['en'],
    tags: ['red'],
    status: 'archived',
    createdBy: newId(),
    rev: 0,
  },
  required: ['name', 'type', 'versions', 'createdBy'],
  wrong: {
    'a name of spaces': { name: ' ' },
    'another type': { type: 'album' },
    'another status': { status: 'draft' },
    'no version': { versions: [] },
    'a version of nothing': withVersion({ text: '', media: [] }),
    'a caption of 1025 characters': withVersion({ text: 'x'.repeat(1025) }),
    'a text of 4097 characters': withVersion({ text: 'x'.repeat(4097), media: [] }),
    'a button with a long text': withVersion({ buttons: [[{ text: 'x'.repeat(65), url: 'https://a.b' }]] }),
    'a button that leads nowhere': withVersion({ buttons: [[{ text: 'Go' }]] }),
    'a button into Telegram itself': withVersion({ buttons: [[{ text: 'Go', url: 'tg://user?id=1' }]] }),
    'a document': withVersion({ media: [{ ...version.media[0], kind: 'document' }] }),
    'a file that nobody can send': withVersion({ media: [{ kind: 'photo', fileUniqueId: 'AQAD' }] }),
  },
});

const brand = { url: 'https://example.com', geos: ['DE', 'AT'], createdBy: newId(), rev: 0 };

itKeepsItsContract(CreatorModel, {
  valid: {
    ...brand,
    _id: newId(),
    name: 'Luna',
    handle: 'luna.official',
    status: 'paused',
    verified18At: at,
    notes: 'x'.repeat(2000),
  },
  required: ['name', 'url', 'createdBy'],
  wrong: {
    'a name of 101 characters': { name: 'x'.repeat(101) },
    'a page that is a file': { url: 'file:///etc/passwd' },
    'another status': { status: 'blocked' },
    'a country that is no code': { geos: ['Germany'] },
    'notes without end': { notes: 'x'.repeat(2001) },
  },
});

itKeepsItsContract(CasinoModel, {
  valid: {
    ...brand,
    _id: newId(),
    brand: 'Spin & Win',
    riskLevel: 'blocked',
    licences: ['MGA/B2C/1'],
    status: 'archived',
  },
  required: ['brand', 'url', 'createdBy'],
  wrong: {
    'a name of spaces': { brand: '  ' },
    'a page that is no page': { url: 'example.com' },
    'another risk': { riskLevel: 'none' },
    'another status': { status: 'blocked' },
    'a country that is no code': { geos: ['de'] },
  },
});

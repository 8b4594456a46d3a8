import { newId } from '@common/ids.js';
import { ClickModel, DealModel } from '@common/models/index.js';
import { useDatabase } from '../../support/mongo.js';
import { itKeepsItsContract } from './contract.js';

useDatabase();

const at = new Date('2026-11-27T18:30:00Z');
const termsHash = 'cd'.repeat(32);
const approval = { userId: newId(), decision: 'approved', at, termsHash, note: 'fine' };
const payment = { currency: 'USD', minor: 50_000, at, note: 'first half', by: newId() };

itKeepsItsContract(DealModel, {
  valid: {
    _id: newId(),
    modelId: newId(),
    casinoId: null,
    kind: 'hybrid',
    terms: { minor: 500, sharePercent: 12.5 },
    currency: 'USD',
    period: { from: at, to: null },
    caps: { daily: 10, total: 300 },
    viewSource: 'partner',
    status: 'in-force',
    approvals: [approval],
    termsHash,
    payments: [payment],
    createdBy: newId(),
    rev: 2,
  },
  required: ['kind', 'terms', 'currency', 'termsHash', 'createdBy'],
  wrong: {
    'another kind': { kind: 'barter' },
    'another status': { status: 'signed' },
    'a price of broken cents': { terms: { minor: 0.5, sharePercent: null } },
    'a price of nothing': { terms: { minor: 0, sharePercent: null } },
    'a share of more than everything': { terms: { minor: null, sharePercent: 101 } },
    'a currency that is none': { currency: 'dollars' },
    'a cap of nothing': { caps: { daily: 0 } },
    'a cap of one and a half': { caps: { total: 1.5 } },
    'views that nobody counts': { viewSource: 'guess' },
    'terms in place of their hash': { termsHash: '5 USD' },
    'another decision': { approvals: [{ ...approval, decision: 'maybe' }] },
    'a decision of nobody': { approvals: [{ ...approval, userId: undefined }] },
    'a payment of broken cents': { payments: [{ ...payment, minor: 1.5 }] },
    'a payment that nobody noted': { payments: [{ ...payment, by: undefined }] },
  },
});

itKeepsItsContract(ClickModel, {
  valid: {
    _id: newId(),
    kind: 'conversion',
    postId: newId(),
    campaignId: newId(),
    groupId: newId(),
    creativeId: newId(),
    brandId: newId(),
    dealId: newId(),
    clickId: 'k1',
    at,
    visitorHash: 'f00d',
    bot: false,
    txId: 'tx-1',
    event: 'deposit',
    status: 'hold',
    history: [{ status: 'hold', at }],
    payout: { currency: 'USD', minor: 4000 },
  },
  required: ['kind', 'postId', 'campaignId', 'groupId', 'creativeId', 'brandId', 'clickId', 'at'],
  wrong: {
    'another kind': { kind: 'view' },
    'another status': { status: 'paid' },
    'another status in its history': { history: [{ status: 'paid', at }] },
    'a payout of broken cents': { payout: { currency: 'USD', minor: 0.5 } },
    'a payout without currency': { payout: { minor: 4000 } },
  },
});

import { asChatId, newId, type PostId } from '@common/ids.js';
import { PostHistoryModel, ScheduledPostModel } from '@common/models/index.js';
import { expect, it } from 'vitest';
import { useDatabase } from '../../support/mongo.js';
import { itKeepsItsContract } from './contract.js';

useDatabase();

const at = new Date('2026-11-27T18:30:00Z');
const ids = { campaignId: newId(), groupId: newId(), creativeId: newId() };
const payload = {
  method: 'sendMessage',
  text: 'Come & see',
  entities: [],
  reply_markup: { inline_keyboard: [[{ text: 'Ad ⓘ', callback_data: 'ad:1' }]] },
};

const post = {
  ...ids,
  _id: newId<PostId>(),
  occurrence: '6561|2026-11-27T18:30|Europe/Berlin',
  planRev: 1,
  touchedBy: newId(),
  dueAt: at,
  wakeAt: at,
  status: 'sending',
  priority: 1,
  epoch: 3,
  token: 'b6f1',
  attempt: 1,
  intentAt: at,
  payload,
  chargedCaps: ['group|1|2026-11-27'],
  chatId: asChatId(-100),
  lastKnownMessageId: 41,
  probing: [42],
  walk: { notOurs: [40], gone: [41], unproving: 1 },
  ruledOut: true,
  outageId: newId<PostId>(),
  suspectId: 42,
  messageId: 43,
  reason: { why: { key: 'post-why-stopped' }, trace: [{ rule: 'stopped', passed: false }] },
  createdBy: newId(),
  rev: 5,
};

itKeepsItsContract(ScheduledPostModel, {
  valid: post,
  required: ['campaignId', 'groupId', 'creativeId', 'occurrence', 'planRev', 'dueAt'],
  wrong: {
    'another status': { status: 'lost' },
    'a group that is none': { groupId: '-100' },
    'a time that is none': { dueAt: 'soon' },
    'a person who is none': { touchedBy: 'olga' },
    'a reason that says nothing': { reason: { trace: [] } },
    'a message that cannot be sent': { payload: { ...payload, method: 'deleteMessage' } },
    'a revision below zero': { rev: -1 },
  },
});

it('has no wake-up unless it is given one', async () => {
  const { wakeAt, ...asleep } = post;
  await new ScheduledPostModel(asleep).save();
  expect(await ScheduledPostModel.findOne({ _id: post._id }).lean()).not.toHaveProperty('wakeAt');
});

const sent = {
  ...ids,
  _id: newId(),
  postId: newId(),
  chatId: asChatId(-100),
  messageId: 43,
  messageIds: [43, 44],
  payload,
  sentAt: at,
  metrics: { views: null, clicks: 0, reactions: 3, replies: null },
  metricSources: { clicks: 'links', reactions: 'telegram' },
  revenue: [{ currency: 'EUR', minor: -250 }],
  status: 'sent',
  reason: { key: 'send-why-forbidden' },
  actions: [{ kind: 'delete', nextAt: at, doneAt: null, attempts: 2, result: { key: 'action-no-answer' } }],
  endedAt: at,
  takeDownId: newId(),
  rev: 3,
};

itKeepsItsContract(PostHistoryModel, {
  valid: sent,
  required: ['postId', 'campaignId', 'groupId', 'creativeId', 'sentAt', 'status'],
  wrong: {
    'another status': { status: 'due' },
    'fewer than no views': { metrics: { views: -1 } },
    'a figure from nobody knows where': { metricSources: { likes: 'partner' } },
    'revenue of broken cents': { revenue: [{ currency: 'EUR', minor: 0.1 }] },
    'revenue without currency': { revenue: [{ minor: 1 }] },
    'another action': { actions: [{ kind: 'edit' }] },
  },
});

it('keeps the chat that it was sent to, though the group gets another one', async () => {
  const { _id } = await new PostHistoryModel({ ...sent, _id: newId() }).save();
  await expect(PostHistoryModel.updateOne({ _id }, { $set: { chatId: asChatId(-200) } })).rejects.toThrow(
    'immutable',
  );
});

import {
  ChainModel,
  DraftModel,
  OutboxModel,
  SeenMessageModel,
  StrayModel,
  TakeDownModel,
  UpdateModel,
} from '@common/db/collections/index.js';
import {
  type CampaignId,
  type CreativeId,
  type DealId,
  type GroupId,
  type ModelId,
  newId,
  type OutageId,
  type PostId,
  type TakeDownId,
  type UserId,
} from '@common/ids.js';
import {
  AuditLogModel,
  CAMPAIGN_STATUSES,
  CampaignModel,
  CasinoModel,
  CreativeModel,
  CreatorModel,
  DEAL_STATUSES,
  DealModel,
  GROUP_STATUSES,
  MagicLinkModel,
  POST_STATUSES,
  PostHistoryModel,
  ScheduledPostModel,
  SessionModel,
  SettingsModel,
  TelegramGroupModel,
  UserModel,
} from '@common/models/index.js';
import type { Model } from 'mongoose';

export const NOW = new Date('2026-11-27T18:30:00Z');

const A_MINUTE_MS = 60_000;
const LIVE: readonly string[] = ['due', 'claimed', 'sending'];

/** Things that are in the database. */
export const some = {
  campaignId: newId<CampaignId>(),
  dealId: newId<DealId>(),
  groupId: newId<GroupId>(),
  postId: newId<PostId>(),
  outageId: newId<OutageId>(),
  creativeId: newId<CreativeId>(),
  takeDownId: newId<TakeDownId>(),
  modelId: newId<ModelId>(),
  userId: newId<UserId>(),
};

type Fields = Record<string, unknown>;

const minutesOn = (n: number) => new Date(NOW.getTime() + n * A_MINUTE_MS);
const turn = <T>(values: readonly T[], n: number) => values[n % values.length];

/** Only the fields that queries look at; the schemas are tested elsewhere. */
async function fill<T>(model: Model<T>, count: number, make: (n: number) => Fields): Promise<void> {
  const rows = Array.from({ length: count }, (_, n) => ({ _id: newId(), ...make(n) }));
  await model.collection.insertMany(rows as never);
}

/** A house in full swing: 2,000 posts, 2,000 entries of history, and 200 of everything else. */
export async function fillDatabase(): Promise<void> {
  await fill(UserModel, 200, (n) => ({
    telegramId: n,
    role: turn(['admin', 'operator'], n),
    status: 'active',
  }));
  await fill(MagicLinkModel, 200, (n) => ({
    tokenHash: n.toString(16).padStart(64, '0'),
    expiresAt: minutesOn(n),
  }));
  await fill(SessionModel, 200, (n) => ({
    tokenHash: n.toString(16).padStart(64, '0'),
    formerHash: (n + 1000).toString(16).padStart(64, '0'),
    userId: newId(),
    expiresAt: minutesOn(n),
    revokedAt: null,
  }));
  await fill(TelegramGroupModel, 200, (n) => ({
    chatId: -n,
    title: `G${n}`,
    status: turn(GROUP_STATUSES, n),
  }));
  await fill(CreatorModel, 200, (n) => ({ name: `C${n}`, status: 'active' }));
  await fill(CasinoModel, 200, (n) => ({ brand: `C${n}`, status: 'active' }));
  await fill(CreativeModel, 200, () => ({ status: 'active' }));
  await fill(DealModel, 200, (n) => ({ status: turn(DEAL_STATUSES, n) }));
  await fill(CampaignModel, 200, (n) => ({
    dealId: turn([some.dealId, null], n),
    modelId: turn([some.modelId, newId()], n),
    status: turn(CAMPAIGN_STATUSES, n),
    schedule: {},
    plannedUntil: minutesOn(n - 100),
  }));
  await fill(ScheduledPostModel, 2000, (n) => {
    const status = turn(POST_STATUSES, n) ?? 'due';
    const dueAt = minutesOn(n - 1000);
    return {
      occurrence: `o${n}`,
      campaignId: turn([some.campaignId, newId(), newId()], n),
      groupId: turn([some.groupId, newId(), newId()], n),
      chatId: -(n % 50),
      probing: n % 100 === 0 ? [n] : [],
      outageId: n % 100 === 0 ? some.outageId : null,
      status,
      dueAt,
      ...(LIVE.includes(status) && { wakeAt: dueAt }),
    };
  });
  await fill(PostHistoryModel, 2000, (n) => ({
    postId: n === 0 ? some.postId : newId(),
    chatId: -(n % 50),
    groupId: turn([some.groupId, newId(), newId()], n),
    campaignId: turn([newId(), some.campaignId, newId()], n),
    creativeId: turn([newId(), newId(), some.creativeId], n),
    messageId: n,
    messageIds: [n],
    takeDownId: turn([null, null, null, some.takeDownId], n),
    sentAt: minutesOn(-n),
    status: 'sent',
    rev: 0,
    actions: [
      { kind: 'check', doneAt: NOW },
      ...(n % 5 === 0 ? [{ kind: 'delete', nextAt: minutesOn(n - 300), doneAt: null }] : []),
    ],
  }));
  await fill(OutboxModel, 200, (n) => ({
    telegramId: n,
    kind: 'deal',
    thingId: turn([some.dealId, newId()], n),
    thingRev: 1,
    status: turn(['waiting', 'sent'], n),
    ...(n % 2 === 0 && { wakeAt: minutesOn(n - 100) }),
  }));
  await fill(SeenMessageModel, 200, (n) => ({
    _id: `${-(n % 50)}:${n}`,
    chatId: -(n % 50),
    messageId: n,
    at: NOW,
    notedAt: NOW,
  }));
  await fill(StrayModel, 200, (n) => ({
    chatId: -n,
    messageId: n,
    at: minutesOn(n),
    ...(n > 5 && { settledAt: NOW }),
  }));
  await fill(TakeDownModel, 200, (n) => ({ status: turn(['done', 'done', 'running'], n) }));
  await fill(AuditLogModel, 400, (n) => ({
    userId: turn([some.userId, newId()], n),
    action: turn(['campaign.pause', 'deal.approve', 'post.move'], n),
    entityType: 'campaign',
    entityId: turn([some.campaignId, newId()], n),
    metadata: { timestamp: minutesOn(n - 200), success: n % 10 > 0 },
    ...(n < 390 && { seal: { sequence: n + 1, hash: 'ab' } }),
  }));
  await ChainModel.create({ _id: 'audit', sequence: 390, hash: 'ab', epoch: 1 });
  await fill(DraftModel, 200, (n) => ({ telegramId: n % 20, updatedAt: NOW }));
  await fill(UpdateModel, 200, (n) => ({
    _id: n,
    body: {},
    receivedAt: NOW,
    ...(n < 190 && { handledAt: NOW }),
  }));
  await SettingsModel.create({ _id: 'settings' });
}

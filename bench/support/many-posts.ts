import { type CampaignId, type CreativeId, type GroupId, newId } from '@common/ids.js';
import { PostHistoryModel, ScheduledPostModel } from '@common/models/index.js';
import type { Model } from 'mongoose';

const BATCH = 5_000;
const HOUR_MS = 3_600_000;
const GROUPS = Array.from({ length: 200 }, () => newId<GroupId>());
const CAMPAIGNS = Array.from({ length: 50 }, () => newId<CampaignId>());
const CREATIVES = Array.from({ length: 100 }, () => newId<CreativeId>());

const turn = <T>(values: readonly T[], n: number): T | undefined => values[n % values.length];

/** Past the schemas, which would cost minutes; the rows are as these would have made them. */
async function fill<T>(
  model: Model<T>,
  from: number,
  to: number,
  make: (n: number) => object,
): Promise<void> {
  for (let at = from; at < to; at += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, to - at) }, (_, n) => ({
      _id: newId(),
      rev: 0,
      ...make(at + n),
    }));
    await model.collection.insertMany(rows as never, { ordered: false });
  }
}

interface QueueOptions {
  /** Of which number the first is, and up to before which they go. */
  from: number;
  to: number;
  /** ms, UTC; an hour and more ahead where nothing is said. */
  dueAt?: (n: number) => number;
  /** Where they go; places that are not there, where nothing is said. */
  network?: { campaignId: CampaignId; creativeId: CreativeId; groupIds: readonly GroupId[] };
}

/** Posts over groups in turn. */
export function fillQueue({ from, to, dueAt: at, network }: QueueOptions): Promise<void> {
  const start = Date.now() + HOUR_MS;
  return fill(ScheduledPostModel, from, to, (n) => {
    const dueAt = new Date(at ? at(n) : start + n * 100);
    return {
      campaignId: network?.campaignId ?? turn(CAMPAIGNS, n),
      groupId: turn(network?.groupIds ?? GROUPS, n),
      creativeId: network?.creativeId ?? turn(CREATIVES, n),
      occurrence: `bench|${n}|UTC`,
      planRev: 0,
      touchedBy: null,
      dueAt,
      wakeAt: dueAt,
      status: 'due',
      priority: 0,
      epoch: 0,
      token: null,
      attempt: 0,
      intentAt: null,
      payload: null,
      holdsTopUntil: null,
      overriddenBy: null,
      chargedCaps: [],
      chatId: null,
      lastKnownMessageId: null,
      probing: null,
      messageId: null,
      reason: null,
      createdBy: null,
    };
  });
}

/** Entries of history, a second apart, whose actions are all done. */
export function fillHistory(count: number): Promise<void> {
  const start = Date.now() - HOUR_MS;
  return fill(PostHistoryModel, 0, count, (n) => ({
    postId: newId(),
    campaignId: turn(CAMPAIGNS, n),
    groupId: turn(GROUPS, n),
    creativeId: turn(CREATIVES, n),
    chatId: -1_001_000_000_000 - (n % GROUPS.length),
    messageId: n,
    messageIds: [n],
    payload: { method: 'sendMessage', text: 'Spin and win\n\nAd · 18+', entities: [], reply_markup: {} },
    sentAt: new Date(start - n * 1_000),
    metrics: { views: null, clicks: null, reactions: null, replies: null },
    metricSources: {},
    revenue: [],
    status: 'sent',
    reason: null,
    actions: [{ kind: 'check', doneAt: new Date(start), attempts: 0, result: null }],
    endedAt: null,
    takeDownId: null,
  }));
}

import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '@common/clock.js';
import { StrayModel, TakeDownModel } from '@common/db/collections/index.js';
import { asChatId, asTelegramUserId, newId, type UserId } from '@common/ids.js';
import * as models from '@common/models/index.js';
import type { Model } from 'mongoose';
import type { Cast } from './people.js';

/** A thing of the seeded database, as far as a button names it. */
export interface Thing {
  id: string;
  rev: number;
  status: string;
  owner: UserId | null;
}

export type Kind =
  | 'campaign'
  | 'creative'
  | 'deal'
  | 'group'
  | 'post'
  | 'stray'
  | 'user'
  | 'creator'
  | 'casino'
  | 'link'
  | 'takedown'
  | 'session'
  | 'settings'
  | 'self';

/** One of each thing in each of its states; whatever has an owner is Olga's. */
export interface Things {
  of: Record<Kind, Thing[]>;
  /** A token of an invitation that nobody has accepted. */
  token: string;
  /** What another creative than a post's own is. */
  otherCreative: string;
  zone: string;
}

const URL = 'https://lucky.example';
const HOUR_MS = 3_600_000;
const HASH = '0'.repeat(64);
const RIGHTS = { post: true, media: true, delete: true, pin: true };
const ZONE = 'Europe/Kyiv';

async function add<T>(model: Model<T>, fields: object): Promise<void> {
  await new model(fields).save();
}

/** Fills an empty database; Mongoose checks each row. */
export async function seedThings(cast: Cast, clock: Clock): Promise<Things> {
  const now = clock.now();
  const at = new Date(now);
  const of: Things['of'] = {
    campaign: [],
    creative: [],
    deal: [],
    group: [],
    post: [],
    stray: [],
    user: [],
    creator: [],
    casino: [],
    link: [],
    takedown: [],
    session: [],
    settings: [{ id: '', rev: 0, status: 'running', owner: null }],
    self: [{ id: '', rev: 0, status: 'active', owner: null }],
  };
  const userIds = new Map<string, UserId>();
  for (const [name, { id, role, status }] of Object.entries(cast.members)) {
    const userId = newId<UserId>();
    userIds.set(name, userId);
    await add(models.UserModel, {
      _id: userId,
      telegramId: asTelegramUserId(id),
      name,
      role,
      status,
      timezone: ZONE,
      lastSeenAt: at,
    });
    of.user.push({ id: userId, rev: 0, status, owner: null });
  }
  const olga = userIds.get('olga') ?? newId<UserId>();
  const adam = userIds.get('adam') ?? newId<UserId>();

  /** Remembers what was made under the name that buttons give it. */
  function keep(kind: Kind, id: string, status: string, owner: UserId | null = olga): void {
    of[kind].push({ id, rev: 0, status, owner });
  }

  const owned = { createdBy: olga };
  const creator = newId();
  await add(models.CreatorModel, { _id: creator, name: 'Lola', url: URL, ...owned });
  keep('creator', creator, 'active');
  const down = newId();
  await add(models.CreatorModel, { _id: down, name: 'Down', url: URL, takenDownAt: at, ...owned });
  keep('creator', down, 'down');
  const casino = newId();
  await add(models.CasinoModel, { _id: casino, brand: 'Lucky', url: URL, ...owned });
  keep('casino', casino, 'active');

  for (const status of ['active', 'archived'] as const) {
    const id = newId();
    const versions = [{ text: 'Golden days', createdAt: at }];
    await add(models.CreativeModel, { _id: id, name: status, type: 'text', versions, status, ...owned });
    keep('creative', id, status);
  }
  const otherCreative = newId();
  const versions = [{ text: 'Other days', createdAt: at }];
  await add(models.CreativeModel, { _id: otherCreative, name: 'Other', type: 'text', versions, ...owned });
  const creative = of.creative[0]?.id ?? '';

  for (const status of ['proposed', 'in-force', 'rejected'] as const) {
    const id = newId();
    await add(models.DealModel, {
      _id: id,
      casinoId: casino,
      kind: 'flat',
      terms: { minor: 100, sharePercent: null },
      currency: 'EUR',
      status,
      termsHash: HASH,
      ...owned,
    });
    keep('deal', id, status);
  }

  const groupStatuses = ['active', 'pending', 'consent', 'paused', 'rejected', 'left'] as const;
  for (const status of groupStatuses) {
    const id = newId();
    const chatId = asChatId(cast.chats[status]);
    await add(models.TelegramGroupModel, {
      _id: id,
      chatId,
      title: `Group ${status}`,
      kind: 'supergroup',
      status,
      botRights: RIGHTS,
      timezone: ZONE,
      policy: { adult: true, gambling: true },
      trouble: status === 'active' ? { why: { key: 'failed-rights' }, at } : null,
    });
    keep('group', id, status, null);
  }
  const group = of.group[0]?.id ?? '';

  const deal = of.deal[1]?.id ?? null;
  for (const status of ['draft', 'active', 'paused', 'archived'] as const) {
    const id = newId();
    await add(models.CampaignModel, {
      _id: id,
      name: `Campaign ${status}`,
      type: 'casino',
      status,
      casinoId: casino,
      landingUrl: URL,
      creatives: [creative, otherCreative],
      targetGroups: [group],
      dealId: deal,
      schedule: {
        zone: ZONE,
        rule: { kind: 'daily', times: ['18:00'] },
        exceptions: [{ nominal: '2026-11-28T18:00:00', movedTo: null }],
      },
      takenDownAt: status === 'paused' ? at : null,
      ...owned,
    });
    keep('campaign', id, status);
  }
  const campaign = of.campaign[1]?.id ?? '';

  for (const status of models.POST_STATUSES) {
    const id = newId();
    const over = ['sent', 'failed', 'skipped', 'cancelled'].includes(status);
    const sent = ['sending', 'uncertain', 'held', 'sent'].includes(status);
    const dueAt = new Date(now + (sent ? -1 : 1) * HOUR_MS);
    await add(models.ScheduledPostModel, {
      _id: id,
      campaignId: campaign,
      groupId: group,
      creativeId: creative,
      occurrence: `test|${status}`,
      planRev: 0,
      dueAt,
      ...(!over && { wakeAt: dueAt }),
      status,
      ...(sent && { chatId: cast.chats.active, intentAt: dueAt }),
      ...owned,
    });
    keep('post', id, status);
  }
  const stray = newId();
  await add(StrayModel, {
    _id: stray,
    postId: of.post[0]?.id,
    chatId: cast.chats.active,
    messageId: 999_999,
    at,
    createdBy: olga,
  });
  keep('stray', stray, 'open');
  const takedown = newId();
  await add(TakeDownModel, {
    _id: takedown,
    thing: { kind: 'campaign', id: of.campaign[2]?.id },
    at,
    status: 'done',
    shownTo: asTelegramUserId(cast.members.olga.id),
    messageId: 1,
    endedAt: at,
  });
  keep('takedown', takedown, 'done');

  const token = randomBytes(32).toString('base64url');
  const link = newId();
  await add(models.MagicLinkModel, {
    _id: link,
    tokenHash: createHash('sha256').update(token).digest('hex'),
    purpose: 'invite',
    role: 'operator',
    createdBy: adam,
    expiresAt: new Date(now + HOUR_MS),
  });
  keep('link', link, 'open', adam);
  const session = newId();
  const later = new Date(now + HOUR_MS);
  await add(models.SessionModel, {
    _id: session,
    tokenHash: createHash('sha256').update('another').digest('hex'),
    csrfToken: randomBytes(32).toString('base64url'),
    userId: olga,
    rotatedAt: at,
    startedAt: at,
    lastUsedAt: at,
    expiresAt: later,
    endsAt: later,
  });
  keep('session', session, 'open');
  await add(models.SettingsModel, { _id: 'settings', createdBy: null });
  return { of, token, otherCreative, zone: ZONE };
}

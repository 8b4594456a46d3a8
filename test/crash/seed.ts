import type mongoose from 'mongoose';
import type { Model } from 'mongoose';
import {
  asChatId,
  asTelegramUserId,
  type CampaignId,
  type CreativeId,
  type GroupId,
  type ModelId,
  newId,
  type PostId,
  type UserId,
} from '../../src/common/ids.js';
import {
  CampaignModel,
  CreativeModel,
  CreatorModel,
  ScheduledPostModel,
  TelegramGroupModel,
  UserModel,
} from '../../src/common/models/index.js';
import type { TelegramProcess } from './telegram.js';

/** Whose groups they all are. */
export const ADAM = 700_001;
/** Ads that a group takes a day: fewer than are planned. */
export const DAILY_MAX = 2;
const CAMPAIGNS = 3;
const DUE_IN_MS = 60_000;

/** What a cell begins with. */
export interface Seed {
  /** Slots that the planner makes, and the one that it does not want any more. */
  posts: number;
  /** The slot of an older plan, which must never be sent. */
  unwanted: PostId;
  /** ms, UTC */
  dueAt: number;
  /** The chat of the first group. */
  owls: number;
}

interface Chats {
  owls: number;
  /** The newest message there, which Herald knows. */
  newest: number;
  /** A group that has become a supergroup unnoticed. */
  movers: number;
  /** A group that has thrown the bot out unnoticed. */
  closed: number;
}

/** People and groups at Telegram, where one word was said. */
async function fillTelegram({ run }: TelegramProcess): Promise<Chats> {
  await run({ do: 'addPerson', person: { id: ADAM, first_name: 'Adam' } });
  await run({ do: 'start', userId: ADAM });
  async function addGroup(kind: 'group' | 'supergroup', title: string): Promise<number> {
    const id = Number(await run({ do: 'addChat', kind, title, ownerId: ADAM }));
    await run({ do: 'addBot', chatId: id, byUserId: ADAM, asAdmin: true });
    return id;
  }
  const owls = await addGroup('supergroup', 'Night Owls');
  const movers = await addGroup('group', 'Movers');
  const closed = await addGroup('supergroup', 'Closed');
  await run({ do: 'migrate', chatId: movers, byUserId: ADAM });
  await run({ do: 'removeBot', chatId: closed, byUserId: ADAM });
  await run({ do: 'reset' });
  const newest = Number(await run({ do: 'say', chatId: owls, userId: ADAM, text: 'Hello' }));
  return { owls, newest, movers, closed };
}

/** Writes the cell's world: campaigns that are all due in the same second, in groups that take fewer ads than that. */
export async function seedWorld(
  db: mongoose.mongo.Db,
  telegram: TelegramProcess,
  now: number,
): Promise<Seed> {
  const chats = await fillTelegram(telegram);
  const createdBy = newId<UserId>();
  const modelId = newId<ModelId>();
  const creativeId = newId<CreativeId>();
  const dueAt = Math.ceil(now / 1000) * 1000 + DUE_IN_MS;
  const start = new Date(now);

  async function add<T>(model: Model<T>, fields: object): Promise<void> {
    const made = new model(fields);
    await made.validate();
    const row = {
      ...made.toObject(),
      createdAt: start,
      updatedAt: start,
    } as mongoose.mongo.OptionalId<mongoose.mongo.Document>;
    await db.collection(model.collection.name).insertOne(row);
  }

  async function addGroup(title: string, chatId: number, lastMessageId?: number): Promise<GroupId> {
    const _id = newId<GroupId>();
    await add(TelegramGroupModel, {
      _id,
      chatId: asChatId(chatId),
      title,
      kind: 'supergroup',
      status: 'active',
      botRights: { post: true, media: true, delete: true, pin: true },
      timezone: 'UTC',
      ownerIds: [ADAM],
      consentBy: { telegramId: ADAM, name: 'Adam', at: start },
      lastMessageId,
      policy: { adult: true, gambling: true, dailyMax: DAILY_MAX, pin: true },
    });
    return _id;
  }

  const campaign = (targetGroups: readonly GroupId[], extra: object = {}) => ({
    _id: newId<CampaignId>(),
    name: 'Autumn',
    type: 'onlyfans',
    status: 'active',
    targetGroups,
    creatives: [creativeId],
    schedule: { zone: 'UTC', rule: { kind: 'once', at: new Date(dueAt).toISOString().slice(0, 19) } },
    planRev: 1,
    planChangedAt: start,
    placement: { rule: 'none', deleteAfterHours: 48, pin: true },
    modelId,
    landingUrl: 'https://onlyfans.com/lola',
    createdBy,
    ...extra,
  });

  await add(UserModel, {
    _id: createdBy,
    telegramId: asTelegramUserId(ADAM),
    name: 'Adam',
    role: 'admin',
    timezone: 'UTC',
  });
  await add(CreatorModel, { _id: modelId, name: 'Lola', url: 'https://onlyfans.com/lola', createdBy });
  const version = { text: 'Golden days', createdAt: start };
  await add(CreativeModel, { _id: creativeId, name: 'Golden', type: 'text', versions: [version], createdBy });
  const owls = await addGroup('Night Owls', chats.owls, chats.newest);
  const movers = await addGroup('Movers', chats.movers);
  const closed = await addGroup('Closed', chats.closed);
  for (let made = 0; made < CAMPAIGNS; made++) await add(CampaignModel, campaign([owls, movers]));
  await add(CampaignModel, campaign([closed]));

  // An edit that took this slot out of the plan, and whose worker died before it took the row away.
  const edited = campaign([movers], {
    planRev: 2,
    plannedUntil: new Date(dueAt + 100 * 3_600_000),
    schedule: { zone: 'UTC', rule: { kind: 'once', at: '2036-01-01T00:00:00' } },
  });
  await add(CampaignModel, edited);
  const unwanted = newId<PostId>();
  await add(ScheduledPostModel, {
    _id: unwanted,
    campaignId: edited._id,
    groupId: movers,
    creativeId,
    occurrence: `${edited._id}|${new Date(dueAt - 1000).toISOString().slice(0, 19)}|UTC`,
    planRev: 1,
    // In one batch with those that are wanted.
    dueAt: new Date(dueAt),
    wakeAt: new Date(dueAt),
    createdBy,
  });
  return { posts: CAMPAIGNS * 2 + 1 + 1, unwanted, dueAt, owls: chats.owls };
}

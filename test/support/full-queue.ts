import { expect } from 'vitest';
import {
  asChatId,
  asTelegramUserId,
  type CampaignId,
  type CasinoId,
  type CreativeId,
  type GroupId,
  newId,
} from '../../src/common/ids.js';
import {
  type Campaign,
  CampaignModel,
  CasinoModel,
  CreativeModel,
  ScheduledPostModel,
  type TelegramGroup,
  TelegramGroupModel,
  UserModel,
} from '../../src/common/models/index.js';
import type { GroupHandle } from '../../src/playground/telegram/index.js';
import type { World } from './world.js';

interface FullGroup {
  id: GroupId;
  handle: GroupHandle;
}

export interface FullQueue {
  groups: [FullGroup, ...FullGroup[]];
  campaignId: CampaignId;
  /** Puts a post into the queue of each group, or of those given; due `dueIn` ms from now, or at `dueAt` (ms, UTC). */
  adds(options?: {
    dueIn?: number;
    dueAt?: number;
    into?: GroupId[];
    times?: number;
    priority?: number;
  }): Promise<void>;
}

const policy = { adult: true, gambling: true };
const botRights = { post: true, media: true, delete: true, pin: true };

/** A campaign with a text, and as many groups as a network has: made at once, where a chat would take its time. */
export async function openFullQueue(
  { telegram, clock, adam }: World,
  size: number,
  fields: { campaign?: Partial<Campaign>; group?: Partial<TelegramGroup> } = {},
): Promise<FullQueue> {
  const owner = await UserModel.findOne({ telegramId: asTelegramUserId(adam.id) }).lean();
  if (!owner) throw new Error('Adam is not in the team');
  const createdBy = owner._id;
  const campaignId = newId<CampaignId>();
  const casinoId = newId<CasinoId>();
  const creativeId = newId<CreativeId>();
  await CasinoModel.create({ _id: casinoId, brand: 'Lucky Star', url: 'https://lucky.example', createdBy });
  const version = {
    text: 'Spin and win',
    entities: [],
    media: [],
    buttons: [],
    createdAt: new Date(clock.now()),
  };
  await CreativeModel.create({ _id: creativeId, name: 'Spin', type: 'text', versions: [version], createdBy });
  await CampaignModel.create({
    _id: campaignId,
    name: 'Lucky autumn',
    type: 'casino',
    status: 'active',
    casinoId,
    landingUrl: 'https://lucky.example',
    createdBy,
    ...fields.campaign,
  });
  const makeGroup = (n: number): FullGroup => {
    const handle = telegram.group({ title: `Group ${n}`, owner: adam });
    handle.addsBot({ by: adam, asAdmin: true });
    return { id: newId<GroupId>(), handle };
  };
  const groups: FullQueue['groups'] = [makeGroup(0)];
  while (groups.length < size) groups.push(makeGroup(groups.length));
  await expectKnown(groups.map(({ handle }) => handle.id));
  for (const group of groups) {
    const { policy: ownPolicy, ...rest } = fields.group ?? {};
    const known = await TelegramGroupModel.findOneAndUpdate(
      { chatId: asChatId(group.handle.id) },
      { $set: { status: 'active', botRights, policy: { ...policy, ...ownPolicy }, ...rest } },
    ).lean();
    if (known) group.id = known._id;
  }

  let nth = 0;
  return {
    groups,
    campaignId,
    async adds({ dueIn = 0, dueAt: at = clock.now() + dueIn, ...more } = {}) {
      const { into = groups.map(({ id }) => id), times = 1, priority = 0 } = more;
      const dueAt = new Date(at);
      const rows = Array.from({ length: times }, () => into).flat();
      await ScheduledPostModel.insertMany(
        rows.map((groupId) => ({
          campaignId,
          groupId,
          creativeId,
          occurrence: `test|${nth++}`,
          planRev: 0,
          dueAt,
          wakeAt: dueAt,
          priority,
          createdBy,
        })),
      );
    },
  };
}

/** The bot learns of each group by an update of its own. */
async function expectKnown(chatIds: readonly number[]): Promise<void> {
  await expect
    .poll(() => TelegramGroupModel.countDocuments({ chatId: { $in: chatIds.map(asChatId) } }), {
      timeout: 15_000,
    })
    .toBe(chatIds.length);
}

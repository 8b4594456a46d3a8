import {
  asChatId,
  type CampaignId,
  type CasinoId,
  type CreativeId,
  type GroupId,
  newId,
  type UserId,
} from '@common/ids.js';
import { CampaignModel, CasinoModel, CreativeModel, TelegramGroupModel } from '@common/models/index.js';
import { z } from 'zod';
import type { LocalTelegramProcess } from './local-telegram.js';

const OWNER = 1;
const madeId = z.number();
const updates = z.object({ result: z.array(z.object({ update_id: z.number() })) });

export interface Network {
  campaignId: CampaignId;
  creativeId: CreativeId;
  groupIds: GroupId[];
  /** Of the groups, in their order. */
  chatIds: number[];
}

/** A campaign with a text, and so many groups that take it, which the local Telegram knows as well. */
export async function openNetwork(telegram: LocalTelegramProcess, size: number): Promise<Network> {
  const { sim } = telegram;
  const createdBy = newId<UserId>();
  const campaignId = newId<CampaignId>();
  const casinoId = newId<CasinoId>();
  const creativeId = newId<CreativeId>();
  const text = 'Spin and win: a hundred free spins for new players, this week only.';
  const version = { text, entities: [], media: [], buttons: [], createdAt: new Date() };
  const landingUrl = 'https://lucky.example';
  await CasinoModel.create({ _id: casinoId, brand: 'Lucky Star', url: landingUrl, createdBy });
  await CreativeModel.create({ _id: creativeId, name: 'Spin', type: 'text', versions: [version], createdBy });
  await CampaignModel.create({
    _id: campaignId,
    name: 'Lucky autumn',
    type: 'casino',
    status: 'active',
    casinoId,
    landingUrl,
    createdBy,
  });

  await sim({ do: 'addPerson', person: { id: OWNER, first_name: 'Adam' } });
  const groupIds: GroupId[] = [];
  const chatIds: number[] = [];
  for (let n = 0; n < size; n++) {
    const title = `Group ${n}`;
    const id = madeId.parse(await sim({ do: 'addChat', kind: 'supergroup', title, ownerId: OWNER }));
    await sim({ do: 'addBot', chatId: id, byUserId: OWNER, asAdmin: true });
    const _id = newId<GroupId>();
    await TelegramGroupModel.create({
      _id,
      chatId: asChatId(id),
      title,
      kind: 'supergroup',
      status: 'active',
      timezone: 'UTC',
      botRights: { post: true, media: true, delete: true, pin: true },
      policy: { adult: true, gambling: true },
    });
    groupIds.push(_id);
    chatIds.push(id);
  }
  await forgetUpdates(telegram);
  return { campaignId, creativeId, groupIds, chatIds };
}

/** Herald knows the groups already: that it was let in is no news that it should handle while it is measured. */
async function forgetUpdates({ apiRoot, token }: LocalTelegramProcess): Promise<void> {
  const get = async (offset: number) =>
    updates.parse(await (await fetch(`${apiRoot}/bot${token}/getUpdates?offset=${offset}`)).json());
  const last = (await get(-1)).result.at(-1);
  if (last) await get(last.update_id + 1);
}

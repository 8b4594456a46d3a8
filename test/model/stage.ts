import {
  asChatId,
  type CampaignId,
  type CasinoId,
  type CreativeId,
  type DealId,
  type GroupId,
  newId,
} from '../../src/common/ids.js';
import {
  CampaignModel,
  CasinoModel,
  CreativeModel,
  TelegramGroupModel,
} from '../../src/common/models/index.js';
import { done } from './done.js';
import { ADAM, type Engine, openEngine } from './engine.js';
import { createReference, type Reference } from './reference.js';
import type { WorldSketch } from './steps.js';
import { forgetWalls, HOUR, MINUTE, wallAt } from './wall.js';

/** Far ahead: mongod's own clock cleans up what is past. */
const YEAR = 2033;

/** A run of both, side by side. */
export interface Play {
  engine: Engine;
  reference: Reference;
  campaigns: { id: CampaignId; dealId: DealId | null }[];
  groups: { id: GroupId; chatId: number }[];
  creativeId: CreativeId;
  casinoId: CasinoId;
  /** No two posts of one campaign are moved to the same moment: who would go first? */
  moves: number;
}

/** The instants in the year at which walls in the zone jump; its beginning, where none does. */
function changesOf(zone: string): number[] {
  const found: number[] = [];
  const offset = (at: number) => Date.parse(`${wallAt(at, zone)}Z`) - at;
  for (let at = Date.UTC(YEAR, 0, 10); at < Date.UTC(YEAR, 11, 20); at += HOUR)
    if (offset(at) !== offset(at - HOUR)) found.push(at);
  return found.length > 0 ? found : [Date.UTC(YEAR, 5, 10)];
}

function startOf({ zone, change, before }: WorldSketch): number {
  const changes = changesOf(zone);
  return (changes[change % changes.length] ?? 0) - before * MINUTE;
}

/** Empty of campaigns' plans: those are the first acts. */
export async function openPlay(sketch: WorldSketch, mongodbUri: string): Promise<Play> {
  forgetWalls();
  const startAt = startOf(sketch);
  const reference = createReference(
    startAt,
    sketch.campaigns.map(({ limits, topHours }) => ({
      ...limits,
      topHours,
      plan: null,
      editedAt: startAt,
      paused: false,
      deal: 'none',
    })),
    sketch.groups.map((group) => ({ ...group, paused: false, faults: [], freeAt: 0, lastTurn: 0 })),
  );
  const engine = await openEngine(mongodbUri, startAt);
  const adam = engine.telegram.person({ first_name: 'Adam' });
  const creativeId = newId<CreativeId>();
  const casinoId = newId<CasinoId>();
  const createdBy = ADAM.userId;
  await CasinoModel.create({ _id: casinoId, brand: 'Lucky Star', url: 'https://lucky.example', createdBy });
  const version = {
    text: 'Spin and win',
    entities: [],
    media: [],
    buttons: [],
    createdAt: new Date(startAt),
  };
  await CreativeModel.create({ _id: creativeId, name: 'Spin', type: 'text', versions: [version], createdBy });
  const play: Play = { engine, reference, campaigns: [], groups: [], creativeId, casinoId, moves: 0 };
  for (const [n, { zone, quiet, gapMin, dailyMax }] of sketch.groups.entries()) {
    const handle = engine.telegram.group({ title: `Group ${n}`, owner: adam });
    handle.addsBot({ by: adam, asAdmin: true });
    const id = newId<GroupId>();
    await TelegramGroupModel.create({
      _id: id,
      chatId: asChatId(handle.id),
      title: `Group ${n}`,
      kind: 'supergroup',
      status: 'active',
      botRights: { post: true, media: true, delete: true, pin: true },
      timezone: zone,
      policy: { adult: true, gambling: true, quietHours: quiet, minGapMin: gapMin, dailyMax },
    });
    play.groups.push({ id, chatId: handle.id });
  }
  for (const [priority, { limits, topHours }] of sketch.campaigns.entries()) {
    const id = newId<CampaignId>();
    await CampaignModel.create({
      _id: id,
      name: `Campaign ${priority}`,
      type: 'casino',
      casinoId,
      landingUrl: 'https://lucky.example',
      priority,
      limits,
      placement: { topHours },
      createdBy,
    });
    play.campaigns.push({ id, dealId: null });
  }
  if (sketch.asksSilently) done(await engine.rooms().settings.setSwitch(ADAM, 'asksSilently', true));
  return play;
}

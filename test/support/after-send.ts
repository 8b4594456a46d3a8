import type { Message } from '@grammyjs/types';
import { expect } from 'vitest';
import { PostHistoryModel } from '../../src/common/models/index.js';
import type { PersonHandle } from '../../src/playground/telegram/index.js';
import {
  createsCampaign,
  createsCreative,
  createsPicture,
  opensCampaign,
  picksPlaces,
  schedules,
} from './steps.js';
import type { World } from './world.js';

export const HOUR = 3_600_000;
export const MINUTE = 60_000;

interface Placed {
  rule?: '1/24' | '2/48' | '3/72';
  pin?: boolean;
  silent?: boolean;
  /** A text instead of a picture. */
  text?: string;
  groups?: readonly string[];
}

/** Chooses on the card of the campaign "Autumn" how its posts stand. */
export async function places(
  person: PersonHandle,
  { rule, pin = false, silent = false }: Placed,
): Promise<void> {
  const fresh = await opensCampaign(person, /\[Placement\]/);
  person.presses('Placement');
  await person.sees(/Placement · Autumn/, fresh);
  if (rule) {
    person.presses(rule);
    await person.sees(new RegExp(`\\[✅ ${rule}\\]`), fresh);
  }
  if (pin) {
    person.presses('Pin: off');
    await person.sees(/\[📌 Pin: on\]/, fresh);
  }
  if (silent) {
    person.presses('Send silently: off');
    await person.sees(/\[🔕 Send silently: on\]/, fresh);
  }
}

/** Creates the campaign "Autumn" and a creative, places and posts it; ends when all is written down. */
export async function postsPlaced({ olga, owls }: World, placed: Placed = {}): Promise<Message> {
  await createsCampaign(olga);
  if (placed.rule || placed.pin || placed.silent) await places(olga, placed);
  const { text, groups = ['Night Owls'] } = placed;
  if (text === undefined) await createsPicture(olga);
  else await createsCreative(olga, () => olga.says(text));
  await picksPlaces(olga, 'Autumn', groups);
  await schedules(olga, 'Now');
  const post = await owls.sees(/Ad · 18\+/);
  await expect.poll(() => PostHistoryModel.countDocuments({ status: 'sent' })).toBe(groups.length);
  return post;
}

/** Waits until nothing more is due to any post that was sent. */
export async function allDone({ clock }: World): Promise<void> {
  await expect
    .poll(() => PostHistoryModel.countDocuments({ 'actions.nextAt': { $lte: new Date(clock.now()) } }))
    .toBe(0);
}

/** What is written of the one post's actions of a kind. */
export async function written(kind: string) {
  const entry = await PostHistoryModel.findOne().lean();
  return entry?.actions.filter((action) => action.kind === kind) ?? [];
}

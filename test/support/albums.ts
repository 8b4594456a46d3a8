import type { Message } from '@grammyjs/types';
import { expect } from 'vitest';
import { PostHistoryModel } from '../../src/common/models/index.js';
import type { PersonHandle } from '../../src/playground/telegram/index.js';
import { jpeg } from '../playground/telegram/local-telegram.js';
import { places } from './after-send.js';
import { createsCampaign, picksPlaces, schedules } from './steps.js';
import type { World } from './world.js';

const threePictures = (): Buffer[] => [jpeg(), jpeg(), jpeg()];

/** The albums among messages, oldest first. */
export function albumsIn(messages: readonly Message[]): Message[][] {
  const albums = new Map<string, Message[]>();
  for (const message of messages) {
    const id = message.media_group_id;
    if (id !== undefined) albums.set(id, [...(albums.get(id) ?? []), message]);
  }
  return [...albums.values()];
}

/** From the question for a name to the card of an album "Golden days". */
export async function createsAlbum(person: PersonHandle, fresh: { after: number }): Promise<void> {
  await person.sees(/What should it be called/, fresh);
  person.presses('Golden days');
  await person.sees(/Save it\?/, fresh);
  person.presses('Save');
  await person.sees(/🖼 Album of 3[\s\S]*\[🗓 Post it…\]/, fresh);
}

interface Placed {
  rule?: '1/24' | '3/72';
  pin?: boolean;
  when?: string;
  name?: string;
}

/** Makes three pictures an album of the campaign "Autumn", and schedules it for Night Owls. */
export async function schedulesAlbum({ olga }: Pick<World, 'olga'>, placed: Placed = {}): Promise<void> {
  const { name = 'Autumn', when = 'Now' } = placed;
  await createsCampaign(olga, { name });
  if (placed.rule || placed.pin) await places(olga, placed);
  const [first] = olga.sendsAlbum(threePictures(), 'Golden days');
  const fresh = { after: first?.message_id ?? 0 };
  await olga.sees(/gives an album no buttons/, fresh);
  olga.presses('No links');
  await createsAlbum(olga, fresh);
  await picksPlaces(olga, name, ['Night Owls']);
  await schedules(olga, when);
}

/** The same, posted now: ends when it is written down, with its messages. */
export async function postsAlbum(world: World, placed: Placed = {}): Promise<Message[]> {
  await schedulesAlbum(world, placed);
  await expect.poll(() => PostHistoryModel.countDocuments({ status: 'sent' })).toBe(1);
  return albumsIn(world.owls.posts())[0] ?? [];
}

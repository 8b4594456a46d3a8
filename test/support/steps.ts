import type { Message } from '@grammyjs/types';
import { expect } from 'vitest';
import { AuditLogModel, ScheduledPostModel } from '../../src/common/models/index.js';
import type { GroupHandle, PersonHandle } from '../../src/playground/telegram/index.js';
import { jpeg } from '../playground/telegram/local-telegram.js';

export const LINK = 'https://onlyfans.com/lola';

/** Who is enough of a person for the main job, before whichever server. */
export type Talker = Pick<
  PersonHandle,
  'id' | 'says' | 'starts' | 'presses' | 'sees' | 'sendsPhoto' | 'lastMessage'
>;

interface CampaignWords {
  name?: string;
  type?: 'OnlyFans creator' | 'Casino';
  brand?: string;
  url?: string;
}

/** Opens a section from a fresh Home; answers after which message all of it stands. */
export async function opens(person: Talker, section: string): Promise<{ after: number }> {
  const { message_id: after } = person.starts();
  await person.sees(/What would you like to do/, { after });
  person.presses(section);
  return { after };
}

/** Begins New campaign; ends where its name is asked for. */
export async function beginsCampaign(person: Talker): Promise<{ after: number }> {
  const fresh = await opens(person, 'Campaigns');
  await person.sees(/\[New campaign\]/, fresh);
  person.presses('New campaign');
  await person.sees(/What is the campaign called/, fresh);
  return fresh;
}

/** Goes through New campaign to its last step, where only Create campaign is left to press. */
export async function describesCampaign(person: Talker, words: CampaignWords = {}): Promise<void> {
  const { name = 'Autumn', type = 'OnlyFans creator', brand = 'Lola', url = LINK } = words;
  const fresh = await beginsCampaign(person);
  person.says(name);
  await person.sees(/What does it advertise/, fresh);
  person.presses(type);
  await person.sees(/For whom/, fresh);
  person.says(brand);
  await person.sees(/Where should people land/, fresh);
  person.says(url);
  await person.sees(/Create it\?/, fresh);
}

/** Ends on the new campaign's card. */
export async function createsCampaign(person: Talker, words: CampaignWords = {}): Promise<void> {
  await describesCampaign(person, words);
  person.presses('Create campaign');
  await person.sees(new RegExp(`^${words.name ?? 'Autumn'}[\\s\\S]*Draft: nothing is scheduled`));
}

/** Sends what becomes a creative, without buttons and under its suggested name; ends on its card. */
export async function createsCreative(person: Talker, send: () => Message): Promise<void> {
  const { message_id: after } = send();
  await person.sees(/Which buttons/, { after });
  person.presses('No buttons');
  await person.sees(/What should it be called/, { after });
  const words = (person.lastMessage()?.reply_markup?.inline_keyboard ?? []).flat();
  person.presses(words[0]?.text ?? '');
  await person.sees(/Save it\?/, { after });
  person.presses('Save');
  await person.sees(/\[🗓 Post it…\]/, { after });
}

/** A picture with a caption, as a creative. */
export function createsPicture(person: Talker, caption = 'Golden days'): Promise<void> {
  return createsCreative(person, () => person.sendsPhoto(jpeg(), { caption }));
}

/** From a creative's card to the time; `groups` by their titles. */
export async function picksPlaces(
  person: Talker,
  campaign: string,
  groups: readonly string[],
): Promise<void> {
  const fresh = { after: (person.lastMessage()?.message_id ?? 1) - 1 };
  person.presses('Post it');
  await person.sees(/Which campaign\?/, fresh);
  person.presses(campaign);
  await person.sees(/What should be posted/, fresh);
  person.presses('Next');
  await person.sees(/Where\? ⛔/, fresh);
  for (const group of groups) {
    person.presses(group);
    await person.sees(new RegExp(`✅ ${group}`), fresh);
  }
  person.presses('Next');
  await person.sees(/When\? Pick/, fresh);
}

/** Chooses the time, by button or in words, and saves; ends on the campaign's card with the posts that wait. */
export async function schedules(person: Talker, when: string): Promise<void> {
  const fresh = { after: (person.lastMessage()?.message_id ?? 1) - 1 };
  if (['Now', 'In 1 hour', 'Tomorrow, same time'].includes(when)) person.presses(when);
  else person.says(when);
  await person.sees(/\[Schedule \d+ posts?\]/, fresh);
  person.presses('Schedule ');
  await person.sees(/^(?!.*Schedule ·)[\s\S]*(🕒|📤|✅)/, fresh);
}

/** The whole main job, with a picture: campaign, creative, one group, time. */
export async function schedulesPicture(
  person: PersonHandle,
  {
    group = 'Night Owls',
    when = 'In 1 hour',
    caption = 'Golden days',
    ...campaign
  }: CampaignWords & {
    group?: string;
    when?: string;
    caption?: string;
  } = {},
): Promise<void> {
  await createsCampaign(person, campaign);
  await createsPicture(person, caption);
  await picksPlaces(person, campaign.name ?? 'Autumn', [group]);
  await schedules(person, when);
}

/** The ads in a group: what the bot posted there beside its consent card. */
export function adsIn(group: Pick<GroupHandle, 'posts'>): Message[] {
  return group.posts().filter((message) => (message.text ?? message.caption ?? '').includes('Ad · 18+'));
}

/** Opens a post from Queue, History or Needs you, by what its line shows, e.g. an icon; ends on its card. */
export async function opensPost(person: PersonHandle, section: string, line: string): Promise<Message> {
  const fresh = await opens(person, section);
  // Home's own button for the section may show the same icon, but nothing of when and where.
  await person.sees(new RegExp(`\\[(?=[^\\]]* · )[^\\]]*${line}`), fresh);
  person.presses(line);
  return person.sees(/When: [\s\S]*Where: /, fresh);
}

/** Posts an ad now and waits for it. Ads in a group go one by one, so nothing that was due earlier is still to come. */
export async function catchesUp(
  person: PersonHandle,
  group: GroupHandle,
  title = 'Night Owls',
): Promise<void> {
  // It may have caught up before, with the same words.
  const fresh = { after: group.lastPost()?.message_id ?? 0 };
  await schedulesPicture(person, { name: 'Newest', group: title, when: 'Now', caption: 'Newest of all' });
  await group.sees(/Newest of all/, fresh);
}

/** Waits until a post was skipped: one that must wait for its group may be decided after a later one has gone. */
export async function skipsOne(): Promise<void> {
  await expect.poll(() => ScheduledPostModel.countDocuments({ status: 'skipped' })).toBe(1);
}

/** Waits until the leader has sealed all that stands in the audit log. */
export async function allIsSealed(): Promise<void> {
  await expect.poll(() => AuditLogModel.countDocuments({ seal: { $exists: false } })).toBe(0);
}

/** The first lines of the ads in a group, oldest first. */
export function wordsIn(group: GroupHandle): (string | undefined)[] {
  return adsIn(group).map(({ text, caption }) => (caption ?? text)?.split('\n')[0]);
}

/** Opens the card of the campaign "Autumn", and waits until it shows this. */
export async function opensCampaign(person: PersonHandle, shows: RegExp): Promise<{ after: number }> {
  const fresh = await opens(person, 'Campaigns');
  await person.sees(/\[[^\]]*Autumn\]/, fresh);
  person.presses('Autumn');
  await person.sees(shows, fresh);
  return fresh;
}

/** Proposes a flat deal from the card of the campaign "Autumn" for Lola; ends on the deal's card. */
export async function proposesDeal(person: PersonHandle, amount = '1500 USD'): Promise<void> {
  const fresh = await opensCampaign(person, /\[Propose deal\]/);
  person.presses('Propose deal');
  await person.sees(/How is it paid/, fresh);
  person.presses('Flat amount');
  await person.sees(/How much/, fresh);
  person.says(amount);
  await person.sees(/Propose it to the admins\?/, fresh);
  person.presses('Propose deal');
  await person.sees(/Deal with Lola[\s\S]*Waits for an admin/, fresh);
}

import type { Joining } from '../features/team/index.js';
import type { GroupHandle, LocalTelegram, PersonHandle } from './telegram/index.js';

/** The people and groups that the playground, the demo and the tests begin with. */
export interface SampleWorld {
  /** Operator. */
  olga: PersonHandle;
  /** Admin. He owns both groups. */
  adam: PersonHandle;
  /** Member of both groups, and not of the team. */
  mia: PersonHandle;
  /** Takes adult ads and gambling, and lets ads be pinned. */
  owls: GroupHandle;
  /** Takes gambling only. */
  players: GroupHandle;
}

interface SampleWorldDeps {
  telegram: LocalTelegram;
  joining: Pick<Joining, 'ensureMember'>;
}

/** Adds the bot to a group of Adam's, gives consent there, and accepts it in his private chat: as people do it. */
async function bringIn(
  adam: PersonHandle,
  group: GroupHandle,
  { title, kinds }: { title: string; kinds: readonly string[] },
): Promise<void> {
  group.addsBot({ by: adam, asAdmin: true });
  await group.sees(/Give consent/);
  for (const kind of kinds) {
    adam.pressesIn(group, kind);
    await group.sees(new RegExp(`✅ ${kind.replace(/[()+]/g, '\\$&')}`));
  }
  adam.pressesIn(group, 'Give consent');
  await group.sees(/Thank you/);
  await adam.sees(new RegExp(`^${title}[\\s\\S]*\\[Accept\\]`));
  adam.presses('Accept');
  await adam.sees(new RegExp(`^${title}[\\s\\S]*Takes ads`));
}

/** Fills an empty local Telegram, and Herald behind it, through the chat. */
export async function createSampleWorld({ telegram, joining }: SampleWorldDeps): Promise<SampleWorld> {
  const olga = telegram.person({ first_name: 'Olga', username: 'olga_ads' });
  const adam = telegram.person({ first_name: 'Adam', username: 'adam_owner' });
  const mia = telegram.person({ first_name: 'Mia' });
  await joining.ensureMember({ id: olga.id, first_name: 'Olga', language_code: 'en' }, 'operator');
  await joining.ensureMember({ id: adam.id, first_name: 'Adam', language_code: 'en' }, 'admin');
  const owls = telegram.group({ title: 'Night Owls', owner: adam, members: [mia, olga] });
  const players = telegram.group({ title: 'Lucky Players', owner: adam, members: [mia] });
  adam.starts();
  await adam.sees(/Hello, Adam/);
  await bringIn(adam, owls, {
    title: 'Night Owls',
    kinds: ['Adult ads (18+)', 'Gambling ads', 'Ads may be pinned'],
  });
  await bringIn(adam, players, { title: 'Lucky Players', kinds: ['Gambling ads'] });
  return { olga, adam, mia, owls, players };
}

import type { Role } from '@common/actor.js';
import type { Chat, Message, Update, User } from 'grammy/types';
import type { GroupHandle, LocalTelegram, PersonHandle } from '../../src/playground/telegram/index.js';

/** Telegram's own: who writes for administrators that do not want to be known. */
const ANONYMOUS_ADMIN = 1_087_968_824;

export const MEMBERS = {
  adam: { role: 'admin', status: 'active' },
  olga: { role: 'operator', status: 'active' },
  otto: { role: 'operator', status: 'active' },
  dora: { role: 'admin', status: 'disabled' },
  rita: { role: 'admin', status: 'removed' },
} as const satisfies Record<string, { role: Role; status: string }>;
export type MemberName = keyof typeof MEMBERS;

/** Who presses and writes. Olga made everything; Gus owns the groups and is not on the team. */
export const PRINCIPALS = {
  stranger: 'eve',
  disabled: 'dora',
  removed: 'rita',
  'operator, own': 'olga',
  "operator, another's": 'otto',
  admin: 'adam',
  'member of the group': 'mia',
  'owner of the group': 'gus',
  'anonymous admin': 'anonymous',
} as const;
export type Principal = keyof typeof PRINCIPALS;

export const TEAM: readonly Principal[] = ['operator, own', "operator, another's", 'admin'];
export const ALL = Object.keys(PRINCIPALS) as Principal[];
export const OUTSIDERS = ALL.filter((one) => !TEAM.includes(one));

type ChatName = 'active' | 'pending' | 'consent' | 'paused' | 'rejected' | 'left';

export interface Cast {
  members: Record<MemberName, { id: number; role: Role; status: string }>;
  chats: Record<ChatName, number>;
  users: Record<Principal, User>;
}

/** People and groups at the local Telegram. */
export function castOf(telegram: LocalTelegram): Cast {
  const people = new Map<string, PersonHandle>();
  const personOf = (name: string): PersonHandle => {
    const known = people.get(name) ?? telegram.person({ first_name: name });
    people.set(name, known);
    return known;
  };
  for (const name of Object.values(PRINCIPALS)) if (name !== 'anonymous') personOf(name).starts();
  const gus = personOf('gus');
  const members = Object.entries(MEMBERS).map(([name, one]) => [name, { ...one, id: personOf(name).id }]);
  const groupOf = (title: ChatName): [ChatName, number] => {
    const handle: GroupHandle = telegram.group({
      title,
      owner: gus,
      members: ['mia', 'olga', 'otto', 'adam'].map(personOf),
    });
    handle.addsBot({ by: gus, asAdmin: true });
    return [title, handle.id];
  };
  const chats = ['active', 'pending', 'consent', 'paused', 'rejected', 'left'] as const;
  const users = Object.entries(PRINCIPALS).map(([principal, name]): [string, User] => [
    principal,
    name === 'anonymous'
      ? { id: ANONYMOUS_ADMIN, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' }
      : { id: personOf(name).id, is_bot: false, first_name: name, language_code: 'en' },
  ]);
  return {
    members: Object.fromEntries(members),
    chats: Object.fromEntries(chats.map(groupOf)) as Cast['chats'],
    users: Object.fromEntries(users) as Cast['users'],
  };
}

/** Makes updates as Telegram would, of whoever and wherever. */
export function createUpdates(bot: User) {
  let next = 1;
  const date = 1_795_687_200;

  function chatOf(user: User, groupId: number | undefined): Chat {
    return groupId === undefined
      ? { id: user.id, type: 'private', first_name: user.first_name }
      : { id: groupId, type: 'supergroup', title: 'Group' };
  }

  return {
    press(from: User, data: string, groupId?: number): Update {
      const update_id = next++;
      const message = {
        message_id: update_id,
        date,
        chat: chatOf(from, groupId),
        from: bot,
        text: 'A screen',
      } as Message;
      return {
        update_id,
        callback_query: { id: String(update_id), from, chat_instance: '1', data, message },
      };
    },
    says(from: User, text: string, groupId?: number): Update {
      const update_id = next++;
      const [command = ''] = /^\/\w+/.exec(text) ?? [];
      const message = {
        message_id: 1_000_000 + update_id,
        date,
        chat: chatOf(from, groupId),
        from,
        text,
        ...(from.is_bot && groupId !== undefined && { sender_chat: chatOf(from, groupId) }),
        ...(command && { entities: [{ type: 'bot_command', offset: 0, length: command.length }] }),
      } as Message & Update.NonChannel;
      return { update_id, message };
    },
  };
}

import type { BotCommandScope } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { refusalOf, startTelegram } from './local-telegram.js';

const commands = (command: string) => [{ command, description: command }];

describe('commands', () => {
  it('are offered to each person by the narrowest scope, there first in their own language', async () => {
    const { telegram, api } = await startTelegram();
    const olga = telegram.person({ first_name: 'Olga', language_code: 'ru' });
    const mia = telegram.person({ first_name: 'Mia', language_code: 'pt-br' });
    const group = telegram.group({ title: 'Group', owner: olga, members: [mia] });
    mia.starts();
    const set = (name: string, scope: BotCommandScope, language_code?: 'ru' | 'pt') =>
      api.setMyCommands(commands(name), { scope, ...(language_code && { language_code }) });
    const seen = () =>
      [olga.menu(), mia.menu(), olga.menu(group), mia.menu(group)].map(([one]) => one?.command);

    expect(seen()).toEqual([undefined, undefined, undefined, undefined]);
    await set('all', { type: 'default' });
    await set('all_ru', { type: 'default' }, 'ru');
    expect(seen()).toEqual(['all_ru', 'all', 'all_ru', 'all']);
    await set('private', { type: 'all_private_chats' });
    await set('private_pt', { type: 'all_private_chats' }, 'pt');
    await set('groups', { type: 'all_group_chats' });
    expect(seen()).toEqual(['private', 'private_pt', 'groups', 'groups']);
    await set('admins', { type: 'all_chat_administrators' });
    await set('mia', { type: 'chat', chat_id: mia.id });
    expect(seen()).toEqual(['private', 'mia', 'admins', 'groups']);
    await set('here', { type: 'chat', chat_id: group.id });
    expect(seen()).toEqual(['private', 'mia', 'here', 'here']);
    await set('admins_here', { type: 'chat_administrators', chat_id: group.id });
    await set('mia_here', { type: 'chat_member', chat_id: group.id, user_id: mia.id });
    expect(seen()).toEqual(['private', 'mia', 'admins_here', 'mia_here']);
    await api.deleteMyCommands({ scope: { type: 'chat', chat_id: mia.id } });
    await api.setMyCommands([], { scope: { type: 'chat_administrators', chat_id: group.id } });
    expect(seen()).toEqual(['private', 'private_pt', 'here', 'mia_here']);
  });

  it('are got for exactly one scope and language', async () => {
    const { telegram, api } = await startTelegram();
    await api.setMyCommands(commands('everywhere'));
    await api.setMyCommands(commands('private'), { scope: { type: 'all_private_chats' } });
    expect(telegram.world.commands).toEqual(commands('private'));
    expect(await api.getMyCommands()).toEqual(commands('everywhere'));
    expect(await api.getMyCommands({ scope: { type: 'all_group_chats' } })).toEqual([]);
    expect(await api.getMyCommands({ language_code: 'ru' })).toEqual([]);
  });

  it('need good names, and a chat that the bot knows', async () => {
    const { telegram, api } = await startTelegram();
    const olga = telegram.person({ first_name: 'Olga' });
    const scope = { type: 'chat', chat_id: olga.id } as const;
    const set = (name: string, other: object = {}) => refusalOf(api.setMyCommands(commands(name), other));
    expect(await set('Upper')).toBe('400 Bad Request: BOT_COMMAND_INVALID');
    expect(await set('x', { scope })).toBe('400 Bad Request: chat not found');
    expect(await set('x', { language_code: 'english' })).toBe(
      '400 Bad Request: invalid language code specified',
    );
    expect(await set('x', { scope: { type: 'everybody' } })).toBe(
      "400 Bad Request: can't parse BotCommandScope: Unsupported type specified",
    );
  });
});

import { InputFile } from 'grammy';
import { describe, expect, it } from 'vitest';
import { png, refusalOf, startTelegram } from './local-telegram.js';

async function withGroup() {
  const running = await startTelegram();
  const { telegram } = running;
  const olga = telegram.person({ first_name: 'Olga' });
  const mia = telegram.person({ first_name: 'Mia' });
  const group = telegram.group({ title: 'Night lights', owner: olga, members: [mia] });
  return { ...running, olga, mia, group };
}

const keyboard = (text: string, callback_data: string) => ({
  reply_markup: { inline_keyboard: [[{ text, callback_data }]] },
});

describe('U4 privacy mode', () => {
  it('lets a bot hear commands, replies to it and service messages; as an administrator everything', async () => {
    const { api, telegram, olga, mia, group } = await withGroup();
    group.addsBot({ by: olga });
    const post = await api.sendMessage(group.id, 'an ad');
    mia.saysIn(group, 'unheard');
    mia.saysIn(group, 'unheard /menu');
    mia.saysIn(group, '/menu@other_bot');
    mia.saysIn(group, '/menu');
    mia.saysIn(group, '/menu@herald_bot now');
    mia.saysIn(group, 'a reply', { replyTo: post });
    telegram.run({ do: 'leave', chatId: group.id, userId: mia.id });
    telegram.run({ do: 'promoteBot', chatId: group.id, byUserId: olga.id, rights: {} });
    olga.saysIn(group, 'heard');
    const heard = (await api.getUpdates()).flatMap(({ message }) => (message ? [message] : []));
    expect(heard.map((message) => message.text ?? Object.keys(message).at(-1))).toEqual([
      'new_chat_members',
      '/menu',
      '/menu@herald_bot now',
      'a reply',
      'left_chat_member',
      'heard',
    ]);
    expect(heard[1]?.from?.id).toBe(mia.id);
  });
});

describe('U5 presses', () => {
  it('tell who pressed, and show the answer to that person once', async () => {
    const { api, olga, mia, group } = await withGroup();
    group.addsBot({ by: olga });
    const post = await api.sendMessage(group.id, 'an ad', keyboard('Open the ad', 'open:1'));
    mia.pressesIn(group, 'Open');
    const press = (await api.getUpdates({ offset: -1 }))[0]?.callback_query;
    expect(press).toMatchObject({ from: { id: mia.id }, data: 'open:1', message: post });
    const shown = mia.seesToast(/opened/);
    await api.answerCallbackQuery(press?.id ?? '', { text: 'It is opened' });
    expect(await shown).toBe('It is opened');
    expect(await refusalOf(api.answerCallbackQuery(press?.id ?? ''))).toBe(
      '400 Bad Request: query is too old and response timeout expired or query ID is invalid',
    );
  });

  it('can not be answered late', async () => {
    const { api, olga, clock } = await withGroup();
    olga.starts();
    await api.sendMessage(olga.id, 'x', keyboard('Go', 'go'));
    olga.presses('Go');
    const press = (await api.getUpdates({ offset: -1 }))[0]?.callback_query;
    clock.advance(3_600_000);
    expect(await refusalOf(api.answerCallbackQuery(press?.id ?? ''))).toMatch(/query is too old/);
  });

  it('of somebody outside the chat are refused', async () => {
    const { api, olga, group, telegram } = await withGroup();
    group.addsBot({ by: olga });
    await api.sendMessage(group.id, 'an ad', keyboard('Open', 'open'));
    const stranger = telegram.person({ first_name: 'Stranger' });
    expect(() => stranger.pressesIn(group, 'Open')).toThrow(/not in this chat/);
  });
});

describe('U7 memberships', () => {
  it('tell the bot when it is added, promoted, restricted and removed', async () => {
    const { api, telegram, olga, group } = await withGroup();
    group.addsBot({ by: olga });
    const by = { chatId: group.id, byUserId: olga.id };
    telegram.run({ do: 'promoteBot', ...by, rights: { can_pin_messages: false } });
    telegram.run({ do: 'restrictBot', ...by, rights: { can_send_photos: false } });
    group.removesBot({ by: olga });
    const changes = (await api.getUpdates()).flatMap(({ my_chat_member }) => my_chat_member ?? []);
    expect(changes.map(({ old_chat_member: from, new_chat_member: to }) => [from.status, to.status])).toEqual(
      [
        ['left', 'member'],
        ['member', 'administrator'],
        ['administrator', 'restricted'],
        ['restricted', 'kicked'],
      ],
    );
    expect(changes[1]?.new_chat_member).toMatchObject({ can_pin_messages: false, can_delete_messages: true });
    expect(changes[1]?.new_chat_member).not.toHaveProperty('can_post_messages');
    expect(changes[2]?.new_chat_member).toMatchObject({ can_send_photos: false, can_send_messages: true });
    expect(changes[0]?.from.id).toBe(olga.id);
  });

  it('tell it of a person who blocks it and comes back', async () => {
    const { api, olga } = await withGroup();
    olga.starts();
    olga.blocksBot();
    olga.says('again');
    const changes = (await api.getUpdates()).flatMap(({ my_chat_member }) => my_chat_member ?? []);
    expect(changes.map(({ new_chat_member }) => new_chat_member.status)).toEqual(['kicked', 'member']);
    expect(changes[0]?.chat).toMatchObject({ id: olga.id, type: 'private' });
  });
});

describe('U8 private chats', () => {
  it('are opened by the person, and closed by a block', async () => {
    const { api, olga } = await withGroup();
    const send = () => api.sendMessage(olga.id, 'hello');
    expect(await refusalOf(send())).toBe("403 Forbidden: bot can't initiate conversation with a user");
    olga.starts('claim_123');
    await send();
    const [update] = await api.getUpdates();
    expect(update?.message).toMatchObject({
      text: '/start claim_123',
      entities: [{ type: 'bot_command', offset: 0, length: 6 }],
    });
    olga.blocksBot();
    expect(await refusalOf(send())).toBe('403 Forbidden: bot was blocked by the user');
  });
});

describe('S8 places where a bot may not post', () => {
  it('says which right is missing', async () => {
    const { api, telegram, olga, group } = await withGroup();
    group.addsBot({ by: olga });
    const rights = { can_send_messages: false, can_send_photos: false };
    telegram.run({ do: 'restrictBot', chatId: group.id, byUserId: olga.id, rights });
    expect(await refusalOf(api.sendMessage(group.id, 'x'))).toBe(
      '400 Bad Request: not enough rights to send text messages to the chat',
    );
    expect(await refusalOf(api.sendPhoto(group.id, new InputFile(png())))).toBe(
      '400 Bad Request: not enough rights to send photos to the chat',
    );
    await api.sendVideo(group.id, new InputFile(png(), 'a.mp4'));
  });

  it('says that it was removed, was never there, or that there is no such chat', async () => {
    const { api, telegram, olga, group } = await withGroup();
    const send = (chat: number) => refusalOf(api.sendMessage(chat, 'x'));
    expect(await send(group.id)).toBe('403 Forbidden: bot is not a member of the supergroup chat');
    group.addsBot({ by: olga });
    group.removesBot({ by: olga });
    expect(await send(group.id)).toBe('403 Forbidden: bot was kicked from the supergroup chat');
    const basic = telegram.group({ title: 'Basic', owner: olga, kind: 'group' });
    basic.addsBot({ by: olga });
    basic.removesBot({ by: olga });
    expect(await send(basic.id)).toBe('403 Forbidden: bot was kicked from the group chat');
    const channel = telegram.channel({ title: 'Channel', owner: olga });
    channel.addsBot({ by: olga });
    await api.sendMessage(channel.id, 'x');
    channel.removesBot({ by: olga });
    expect(await send(channel.id)).toBe('403 Forbidden: bot is not a member of the channel chat');
    expect(await send(-42)).toBe('400 Bad Request: chat not found');
  });
});

describe('chats', () => {
  it('tell their members and their administrators', async () => {
    const { api, telegram, olga, mia, group } = await withGroup();
    group.addsBot({ by: olga, asAdmin: true, rights: { can_pin_messages: false } });
    expect(await api.getChat(group.id)).toMatchObject({ title: 'Night lights', type: 'supergroup' });
    expect(await api.getChatMemberCount(group.id)).toBe(3);
    const administrators = await api.getChatAdministrators(group.id);
    expect(administrators.map(({ user, status }) => [user.id, status])).toEqual([
      [olga.id, 'creator'],
      [telegram.bot.id, 'administrator'],
    ]);
    expect((await api.getChatMember(group.id, mia.id)).status).toBe('member');
    await api.leaveChat(group.id);
    expect(await refusalOf(api.getChat(group.id))).toMatch(/^403 Forbidden: bot is not a member/);
  });
});

import type { KeyboardButton } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import type { SimState } from '../../../src/playground/telegram/index.js';
import { refusalOf, startTelegram } from './local-telegram.js';

async function withAsk() {
  const running = await startTelegram();
  const { telegram, api } = running;
  const olga = telegram.person({ first_name: 'Olga' });
  const mia = telegram.person({ first_name: 'Mia', last_name: 'May', username: 'mia' });
  olga.starts();
  const ask = (...buttons: KeyboardButton[]) =>
    api.sendMessage(olga.id, 'Which?', { reply_markup: { keyboard: [buttons] } });
  const updates = () => api.getUpdates({ offset: -3 });
  return { ...running, olga, mia, ask, updates };
}

const request = { request_id: 7, chat_is_channel: false };

describe('a keyboard in the place of the phone’s own', () => {
  it('is shown to people and not to the bot, whose message can not be edited', async () => {
    const { api, simRoot, olga, ask } = await withAsk();
    const sent = await ask('Yes', { text: 'No' });
    expect(sent.reply_markup).toBeUndefined();
    const state = (await (await fetch(`${simRoot}/state`)).json()) as SimState;
    expect(state.chats.find(({ id }) => id === olga.id)?.messages.at(-1)).toMatchObject({
      reply_markup: { keyboard: [['Yes', { text: 'No' }]] },
    });
    expect(await refusalOf(api.editMessageText(olga.id, sent.message_id, 'x'))).toBe(
      "400 Bad Request: message can't be edited",
    );
  });

  it('is refused where a button is wrong, or asks for something outside a private chat', async () => {
    const { api, telegram, call, olga } = await withAsk();
    const group = telegram.group({ title: 'Group', owner: olga });
    group.addsBot({ by: olga });
    const keyboard = [[{ text: 'Chat', request_chat: request }]];
    expect(await refusalOf(api.sendMessage(group.id, 'x', { reply_markup: { keyboard } }))).toBe(
      '400 Bad Request: chats can be requested in private chats only',
    );
    const send = async (button: unknown) => {
      const body = JSON.stringify({ chat_id: olga.id, text: 'x', reply_markup: { keyboard: [[button]] } });
      const headers = { 'content-type': 'application/json' };
      return (await call('sendMessage', { method: 'POST', headers, body })).body.description;
    };
    expect(await send({})).toBe('Bad Request: can\'t parse keyboard button: Can\'t find field "text"');
    expect(await send({ text: 'x', request_chat: { chat_is_channel: true } })).toBe(
      'Bad Request: can\'t parse keyboard button: Can\'t find field "request_id"',
    );
  });
});

describe('request_chat', () => {
  it('shares the chat that a person picks, and lets the bot in as the button asks', async () => {
    const { telegram, olga, ask, updates } = await withAsk();
    const group = telegram.group({ title: 'Night lights', owner: olga });
    const rights = { can_delete_messages: true, can_pin_messages: true };
    await ask({
      text: 'Pick a group',
      request_chat: { ...request, request_title: true, bot_administrator_rights: rights as never },
    });
    olga.sharesChat('Pick a group', group);
    const [mine, joined, shared] = await updates();
    expect(mine?.my_chat_member?.new_chat_member).toMatchObject({
      status: 'administrator',
      can_pin_messages: true,
      can_restrict_members: false,
    });
    expect(joined?.message?.new_chat_members).toHaveLength(1);
    expect(shared?.message).toMatchObject({
      from: { id: olga.id },
      chat_shared: { request_id: 7, chat_id: group.id, title: 'Night lights' },
    });
  });

  it('offers only chats that fit', async () => {
    const { telegram, olga, mia, ask } = await withAsk();
    const hers = telegram.group({ title: 'Mia’s', owner: mia, members: [olga] });
    const channel = telegram.channel({ title: 'Channel', owner: olga });
    await ask(
      { text: 'Mine', request_chat: { ...request, chat_is_created: true } },
      { text: 'Run by me', request_chat: { ...request, user_administrator_rights: ADMIN as never } },
      { text: 'Any', request_chat: { ...request, bot_is_member: true } },
    );
    for (const button of ['Mine', 'Run by me'])
      expect(() => olga.sharesChat(button, hers)).toThrow(/does not fit/);
    expect(() => olga.sharesChat('Any', channel)).toThrow(/does not fit/);
    telegram.run({ do: 'promote', chatId: hers.id, userId: olga.id, byUserId: mia.id });
    olga.sharesChat('Run by me', hers);
    olga.sharesChat('Any', hers);
    expect(telegram.world.chat(hers.id).members.get(telegram.bot.id)?.status).toBe('member');
  });
});

const ADMIN = { can_pin_messages: true };

describe('request_users', () => {
  it('shares the people that a person picks, with what the button asks to know', async () => {
    const { olga, mia, ask, updates } = await withAsk();
    await ask(
      { text: 'One', request_users: { request_id: 1 } },
      { text: 'Two', request_users: { request_id: 2, max_quantity: 2, request_name: true } },
    );
    expect(() => olga.sharesUsers('One', [mia, olga])).toThrow(/too many users/);
    olga.sharesUsers('Two', [mia, olga]);
    const shared = (await updates()).at(-1)?.message?.users_shared;
    expect(shared).toEqual({
      request_id: 2,
      users: [
        { user_id: mia.id, first_name: 'Mia', last_name: 'May' },
        { user_id: olga.id, first_name: 'Olga' },
      ],
    });
  });
});

describe('startgroup', () => {
  it('adds the bot to a group and tells it the payload there', async () => {
    const { telegram, olga, updates } = await withAsk();
    const group = telegram.group({ title: 'Group', owner: olga });
    olga.startsIn(group, 'ads');
    const [mine, , command] = await updates();
    expect(mine?.my_chat_member?.new_chat_member.status).toBe('member');
    expect(command?.message).toMatchObject({
      chat: { id: group.id },
      text: '/start@herald_bot ads',
      entities: [{ type: 'bot_command', offset: 0, length: 17 }],
    });
  });
});

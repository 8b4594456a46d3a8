import { GrammyError } from 'grammy';
import { describe, expect, it } from 'vitest';
import { refusalOf, startTelegram } from './local-telegram.js';

async function open() {
  const running = await startTelegram();
  const { telegram } = running;
  const adam = telegram.person({ first_name: 'Adam' });
  const group = telegram.group({ title: 'Night Owls', owner: adam, kind: 'group' });
  group.addsBot({ by: adam, asAdmin: true });
  return { ...running, adam, group };
}

describe('S9 a group becomes a supergroup', () => {
  it('tells both chats, with a new id and message ids from the start', async () => {
    const { telegram, api, adam, group } = await open();
    await api.sendMessage(group.id, 'before');
    await api.getUpdates();
    const id = Number(telegram.run({ do: 'migrate', chatId: group.id, byUserId: adam.id }));
    expect(String(id)).toMatch(/^-100\d+$/);
    const updates = (await api.getUpdates()).map(({ message }) => message);
    expect(updates.slice(-2)).toMatchObject([
      { chat: { id: group.id, type: 'group' }, migrate_to_chat_id: id },
      { chat: { id, type: 'supergroup' }, migrate_from_chat_id: group.id, message_id: 1 },
    ]);
    expect((await api.sendMessage(id, 'after')).message_id).toBe(2);
  });

  it('refuses the old id from then on, and names the new one', async () => {
    const { telegram, api, adam, group } = await open();
    const sent = await api.sendMessage(group.id, 'before');
    const id = telegram.run({ do: 'migrate', chatId: group.id, byUserId: adam.id });
    for (const call of [
      () => api.sendMessage(group.id, 'x'),
      () => api.editMessageText(group.id, sent.message_id, 'y'),
      () => api.deleteMessage(group.id, sent.message_id),
    ]) {
      const error = await call().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(GrammyError);
      expect(error).toMatchObject({
        error_code: 400,
        description: 'Bad Request: group chat was upgraded to a supergroup chat',
        parameters: { migrate_to_chat_id: id },
      });
    }
  });

  it('happens to basic groups, and once', async () => {
    const { telegram, adam, group } = await open();
    const migrates = (chatId: number) => () => telegram.run({ do: 'migrate', chatId, byUserId: adam.id });
    const id = Number(migrates(group.id)());
    expect(migrates(group.id)).toThrow(/only a basic group/);
    expect(migrates(id)).toThrow(/only a basic group/);
  });
});

describe('U6 a press on a message that the server has no more', () => {
  it('brings a message without date and content, which can still be answered', async () => {
    const { telegram, api, adam } = await open();
    adam.starts();
    const { message_id } = await api.sendMessage(adam.id, 'Old', {
      reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
    });
    telegram.run({
      do: 'press',
      chatId: adam.id,
      userId: adam.id,
      messageId: message_id,
      button: 'Go',
      inaccessible: true,
    });
    const query = (await api.getUpdates()).at(-1)?.callback_query;
    expect(query?.message).toEqual({ chat: expect.objectContaining({ id: adam.id }), message_id, date: 0 });
    expect(await api.answerCallbackQuery(query?.id ?? '')).toBe(true);
    expect(await refusalOf(api.answerCallbackQuery(query?.id ?? ''))).toMatch(/query is too old/);
  });
});

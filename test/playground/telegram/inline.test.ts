import { InputFile } from 'grammy';
import type { InlineQueryResult } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { png, refusalOf, startTelegram } from './local-telegram.js';

async function withInline(feedback = false) {
  const running = await startTelegram();
  const { telegram, api } = running;
  const olga = telegram.person({ first_name: 'Olga' });
  const group = telegram.group({ title: 'Group', owner: olga });
  olga.starts();
  telegram.run({ do: 'inlineMode', on: true, feedback });
  await api.getUpdates({ offset: -1 });
  const last = async () => (await api.getUpdates({ offset: -1 }))[0];
  return { ...running, olga, group, last };
}

const article: InlineQueryResult = {
  type: 'article',
  id: 'a',
  title: 'Cat',
  input_message_content: { message_text: '<b>A cat</b>', parse_mode: 'HTML' },
};

describe('inline queries', () => {
  it('are answered with results, of which one becomes a message by way of the bot', async () => {
    const { api, telegram, olga, group, last } = await withInline(true);
    group.addsBot({ by: olga });
    const queryId = olga.asksInline('cats', group);
    expect((await last())?.inline_query).toMatchObject({
      id: queryId,
      from: { id: olga.id },
      query: 'cats',
      chat_type: 'supergroup',
    });
    const photo = await api.sendPhoto(olga.id, new InputFile(png()));
    await api.answerInlineQuery(queryId, [
      article,
      {
        type: 'photo',
        id: 'p',
        photo_file_id: photo.photo.at(-1)?.file_id ?? '',
        caption: 'Photo',
        reply_markup: { inline_keyboard: [[{ text: 'More', callback_data: 'more' }]] },
      },
    ]);
    const text = olga.choosesInline(queryId, 'a');
    expect(text).toMatchObject({
      text: 'A cat',
      entities: [{ type: 'bold' }],
      from: { id: olga.id },
      via_bot: { id: telegram.bot.id },
    });
    const chosen = olga.choosesInline(queryId, 'p');
    expect(chosen).toMatchObject({ caption: 'Photo', photo: [{}, {}] });
    const inline_message_id = (await last())?.chosen_inline_result?.inline_message_id;
    expect(inline_message_id).toBeTypeOf('string');
    const { message_id: messageId } = chosen;
    telegram.run({ do: 'press', chatId: group.id, userId: olga.id, messageId, button: 'More' });
    const press = (await last())?.callback_query;
    expect(press).toMatchObject({ inline_message_id, data: 'more' });
    expect(press).not.toHaveProperty('message');
  });

  it('tell what was chosen only where the owner asked for it', async () => {
    const { api, olga, last } = await withInline();
    const queryId = olga.asksInline('cats');
    expect((await last())?.inline_query?.chat_type).toBe('sender');
    await api.answerInlineQuery(queryId, [article]);
    olga.choosesInline(queryId, 'a');
    expect((await last())?.message?.via_bot).toBeDefined();
  });

  it('are refused where they are wrong, late, or off', async () => {
    const { api, telegram, clock, olga } = await withInline();
    const queryId = olga.asksInline('cats');
    expect(await refusalOf(api.answerInlineQuery(queryId, [article, article]))).toBe(
      '400 Bad Request: RESULT_ID_DUPLICATE',
    );
    const many = Array.from({ length: 51 }, (_, index) => ({ ...article, id: String(index) }));
    expect(await refusalOf(api.answerInlineQuery(queryId, many))).toBe('400 Bad Request: RESULTS_TOO_MUCH');
    clock.advance(60_000);
    expect(await refusalOf(api.answerInlineQuery(queryId, [article]))).toMatch(/query is too old/);
    telegram.run({ do: 'inlineMode', on: false, feedback: false });
    expect(() => olga.asksInline('cats')).toThrow(/inline mode is off/);
    expect((await api.getMe()).supports_inline_queries).toBe(false);
  });
});

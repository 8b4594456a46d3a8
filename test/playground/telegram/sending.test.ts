import { describe, expect, it } from 'vitest';
import { refusalOf, startTelegram } from './local-telegram.js';

async function withOlga() {
  const running = await startTelegram();
  const olga = running.telegram.person({ first_name: 'Olga' });
  olga.starts();
  return { ...running, olga };
}

describe('S1 lengths', () => {
  it('takes 1 to 4096 characters of text, counted after its entities are parsed', async () => {
    const { api, olga } = await withOlga();
    const send = (text: string) => api.sendMessage(olga.id, text);
    expect((await send('x'.repeat(4096))).text).toHaveLength(4096);
    expect(await refusalOf(send('x'.repeat(4097)))).toBe('400 Bad Request: message is too long');
    expect(await refusalOf(send(' \n '))).toBe('400 Bad Request: message text is empty');
    const html = `<b>${'x'.repeat(4096)}</b>`;
    expect((await api.sendMessage(olga.id, html, { parse_mode: 'HTML' })).text).toHaveLength(4096);
  });

  it('has words of its own for an edit', async () => {
    const { api, olga } = await withOlga();
    const { message_id } = await api.sendMessage(olga.id, 'short');
    expect(await refusalOf(api.editMessageText(olga.id, message_id, 'x'.repeat(4097)))).toBe(
      '400 Bad Request: MESSAGE_TOO_LONG',
    );
  });
});

describe('S2 entities', () => {
  it('counts UTF-16 code units and moves along when white space goes', async () => {
    const { api, olga } = await withOlga();
    const { text, entities } = await api.sendMessage(olga.id, '  👩‍👩‍👧 bold', {
      entities: [{ type: 'bold', offset: 11, length: 4 }],
    });
    expect(text).toBe('👩‍👩‍👧 bold');
    expect(entities).toEqual([{ type: 'bold', offset: 9, length: 4 }]);
  });

  it('cuts what overlaps and what goes past the end', async () => {
    const { api, olga } = await withOlga();
    const { entities } = await api.sendMessage(olga.id, 'one two three', {
      entities: [
        { type: 'bold', offset: 0, length: 7 },
        { type: 'italic', offset: 4, length: 99 },
      ],
    });
    expect(entities).toEqual([
      { type: 'bold', offset: 0, length: 7 },
      { type: 'italic', offset: 4, length: 3 },
      { type: 'italic', offset: 7, length: 6 },
    ]);
  });

  it('reads HTML, and names the byte where it can not', async () => {
    const { api, olga } = await withOlga();
    const send = (text: string) => api.sendMessage(olga.id, text, { parse_mode: 'HTML' });
    expect(
      await send('<b>Ada &amp; <i>Бо</i></b> <a href="https://a.example/?x=1&amp;y=2">here</a>'),
    ).toMatchObject({
      text: 'Ada & Бо here',
      entities: [
        { type: 'bold', offset: 0, length: 8 },
        { type: 'italic', offset: 6, length: 2 },
        { type: 'text_link', offset: 9, length: 4, url: 'https://a.example/?x=1&y=2' },
      ],
    });
    expect(await refusalOf(send('Бо <blink>'))).toBe(
      '400 Bad Request: can\'t parse entities: Unsupported start tag "blink" at byte offset 5',
    );
    expect(await refusalOf(send('1 < 2'))).toMatch(/can't parse entities: .* at byte offset 2$/);
    expect(await refusalOf(send('<b>open'))).toMatch(/can't parse entities: Can't find end tag/);
  });

  it('finds links, commands and names by itself', async () => {
    const { api, olga } = await withOlga();
    const { entities } = await api.sendMessage(olga.id, '/help at https://a.example, @olga_t');
    expect(entities?.map(({ type, offset, length }) => [type, offset, length])).toEqual([
      ['bot_command', 0, 5],
      ['url', 9, 17],
      ['mention', 28, 7],
    ]);
  });
});

describe('S3 keyboards', () => {
  const data = (callback_data: string) => ({ text: 'A', callback_data });
  const link = (url: string) => ({ text: 'A', url });

  it.each([
    ['65 bytes of data', [[data('x'.repeat(65))]], /BUTTON_DATA_INVALID/],
    ['33 two-byte letters of data', [[data('ё'.repeat(33))]], /BUTTON_DATA_INVALID/],
    ['no data', [[data('')]], /BUTTON_DATA_INVALID/],
    ['a link that is none', [[link('not a url')]], /inline keyboard button URL 'not a url' is invalid: /],
    [
      'a link to ftp',
      [[link('ftp://a.example')]],
      /inline keyboard button URL 'ftp:\/\/a.example' is invalid: /,
    ],
    ['nine in a row', [Array.from({ length: 9 }, () => data('a'))], /REPLY_MARKUP_TOO_LONG/],
    ['101 buttons', Array.from({ length: 101 }, () => [data('a')]), /REPLY_MARKUP_TOO_LONG/],
  ])('refuses %s', async (_what, inline_keyboard, reason) => {
    const { api, olga } = await withOlga();
    const call = api.sendMessage(olga.id, 'x', { reply_markup: { inline_keyboard } });
    expect(await refusalOf(call)).toMatch(reason);
    expect(olga.lastMessage()).toBeUndefined();
  });

  it('takes 64 bytes, 8 in a row and 100 in all', async () => {
    const { api, olga } = await withOlga();
    const rows = Array.from({ length: 12 }, () => Array.from({ length: 8 }, () => data('x'.repeat(64))));
    const inline_keyboard = [
      ...rows,
      [link('https://a.example'), link('a.example'), link('tg://resolve?domain=a'), data('x')],
    ];
    const sent = await api.sendMessage(olga.id, 'x', { reply_markup: { inline_keyboard } });
    expect(sent.reply_markup?.inline_keyboard.flat()).toHaveLength(100);
  });
});

describe('L3 message ids', () => {
  it('come from one sequence in private chats and basic groups, and start anew in each supergroup', async () => {
    const { api, olga, telegram } = await withOlga();
    const basic = telegram.group({ title: 'Basic', owner: olga, kind: 'group' });
    const supergroup = telegram.group({ title: 'Super', owner: olga });
    for (const group of [basic, supergroup]) group.addsBot({ by: olga });
    const ids: number[] = [];
    for (const chat of [olga.id, basic.id, olga.id]) ids.push((await api.sendMessage(chat, 'x')).message_id);
    expect([...new Set(ids)].sort((a, b) => a - b)).toEqual(ids);
    expect((await api.sendMessage(supergroup.id, 'x')).message_id).toBe(2);
  });
});

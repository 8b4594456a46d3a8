import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/playground/telegram/markdown.js';
import { refusalOf, startTelegram } from './local-telegram.js';

describe('S2 MarkdownV2', () => {
  it.each([
    [
      '*bold* and _italic_',
      'bold and italic',
      [
        ['bold', 0, 4],
        ['italic', 9, 6],
      ],
    ],
    [
      '__under__ ~gone~ ||hidden||',
      'under gone hidden',
      [
        ['underline', 0, 5],
        ['strikethrough', 6, 4],
        ['spoiler', 11, 6],
      ],
    ],
    [
      '*bold _and italic_*',
      'bold and italic',
      [
        ['italic', 5, 10],
        ['bold', 0, 15],
      ],
    ],
    ['🎃 *яблоко*', '🎃 яблоко', [['bold', 3, 6]]],
    ['`code *as is*`', 'code *as is*', [['code', 0, 12]]],
    ['```ts\nlet x\n```', 'let x\n', [['pre', 0, 6]]],
    ['>one\n>two\nthree', 'one\ntwo\nthree', [['blockquote', 0, 7]]],
    ['1\\. a\\_b\\*', '1. a_b*', []],
  ])('reads %j', (source, text, entities) => {
    const parsed = parseMarkdown(source);
    expect(parsed.text).toBe(text);
    expect(parsed.entities.map(({ type, offset, length }) => [type, offset, length])).toEqual(entities);
  });

  it('reads links, with what is escaped in their addresses', () => {
    expect(parseMarkdown('[see *here*](https://a.example/\\)x)').entities).toContainEqual({
      type: 'text_link',
      offset: 0,
      length: 8,
      url: 'https://a.example/)x',
    });
  });

  it.each([
    ['Sale!', "can't parse entities: Character '!' is reserved and must be escaped with the preceding '\\'"],
    ['я *bold', "can't parse entities: Can't find end of Bold entity at byte offset 3"],
    ['||half', "can't parse entities: Can't find end of Spoiler entity at byte offset 0"],
    ['`code', "can't parse entities: Can't find end of Code entity at byte offset 0"],
  ])('refuses %j', async (text, description) => {
    const { telegram, api } = await startTelegram();
    const olga = telegram.person({ first_name: 'Olga' });
    olga.starts();
    expect(await refusalOf(api.sendMessage(olga.id, text, { parse_mode: 'MarkdownV2' }))).toBe(
      `400 Bad Request: ${description}`,
    );
  });
});

describe('S2 what Telegram finds itself', () => {
  it('is links, mentions, hashtags, cashtags, commands, e-mails and phone numbers', async () => {
    const { telegram, api } = await startTelegram();
    const olga = telegram.person({ first_name: 'Olga' });
    olga.starts();
    const text =
      'https://a.example #осень $USD /start @olga_ads me@a.com t.me/olga?start=a. +1 (212) 555-0123 e.g. main.ts';
    const { entities = [] } = await api.sendMessage(olga.id, text);
    expect(entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])).toEqual([
      ['url', 'https://a.example'],
      ['hashtag', '#осень'],
      ['cashtag', '$USD'],
      ['bot_command', '/start'],
      ['mention', '@olga_ads'],
      ['email', 'me@a.com'],
      ['url', 't.me/olga?start=a'],
      ['phone_number', '+1 (212) 555-0123'],
    ]);
  });
});

import { expect, it } from 'vitest';
import {
  isWebAddress,
  readButtons,
  readContent,
  suggestName,
} from '../../../src/features/creatives/content.rules.js';

it.each([
  'https://example.com',
  'http://example.com/a?b=c#d',
  'https://sub.example.co.uk:8443/x',
  'https://пример.рф/страница',
])('takes %s as a web address', (text) => expect(isWebAddress(text)).toBe(true));

it.each([
  'example.com',
  'ftp://example.com',
  'https://',
  'https://localhost',
  'javascript:alert(1)',
  'https://a b.com',
])('does not take %s', (text) => expect(isWebAddress(text)).toBe(false));

it('reads rows, and several buttons in a row', () => {
  expect(
    readButtons('Visit - https://a.example\n\nMore — https://b.example | Less - https://c.example'),
  ).toEqual({
    rows: [
      [{ text: 'Visit', url: 'https://a.example' }],
      [
        { text: 'More', url: 'https://b.example' },
        { text: 'Less', url: 'https://c.example' },
      ],
    ],
  });
});

it.each([
  ['no address', 'Visit me', 1],
  ['an address of another kind', 'Visit - ftp://a.example', 1],
  ['the second line', 'Visit - https://a.example\nWhat?', 2],
])('names the line that is no button: %s', (_, typed, line) => {
  expect(readButtons(typed)).toMatchObject({ complain: { key: 'creative-bad-button', args: { line } } });
});

it('suggests a name from the first words, and none where there are none', () => {
  expect(suggestName({ text: 'Golden days. My new photos are out!' })).toBe('Golden days. My new photos');
  expect(suggestName({ text: '  ' })).toBeUndefined();
});

it('takes no figure of a file that cannot be', () => {
  const photo = [{ file_id: 'a', file_unique_id: 'b', width: 640, height: -1 }];
  expect(readContent({ photo } as never)).toMatchObject({
    content: { media: [{ width: 640, height: null, size: null }] },
  });
});

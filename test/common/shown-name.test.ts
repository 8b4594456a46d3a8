import { shownName } from '@common/shown-name.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedEntities } from '../../src/playground/telegram/entities.js';

const seen = (name: string) => name.replaceAll('\u2060', '');

/** What any card bears. */
const LONGEST = 200;

describe('a name that people outside choose', () => {
  it.each([
    '/stop',
    '@olga_ads',
    '#sale',
    '$TON',
    'https://evil.example/x?y=z',
    'evil.com',
    'Pay to boss@evil.com now',
    '+380 44 123 45 67',
    'Adam /resume@herald_bot',
  ])('is only text: %s', (name) => {
    expect(seen(shownName(name))).toBe(name);
    expect(storedEntities(`Hello, ${shownName(name)}!`, undefined)).toEqual([]);
  });

  it.each([
    ['Olga', 'Olga'],
    ['<b>Zoë</b> 🦊 دانا', '<b>Zoë</b> 🦊 دانا'],
    ['👩🏽‍💻🏳️‍🌈', '👩🏽‍💻🏳️‍🌈'],
    ['Adam\n\n✅ You are an admin now', 'Adam ✅ You are an admin now'],
    ['\u202Etxet\u202C \u200Bdaor', 'txet daor'],
    ['\u200B \u2060', '—'],
    ['', '—'],
  ])('keeps what can be seen, on one line: %j', (name, shown) => {
    expect(shownName(name)).toBe(shown);
  });

  it('joins first and last name, and is cut where it would be a text', () => {
    expect(shownName('Ada', undefined)).toBe('Ada');
    expect(shownName('Ada', 'Lovelace')).toBe('Ada Lovelace');
    expect(shownName('n'.repeat(64), 'm'.repeat(64))).toHaveLength(129);
    expect(shownName('n'.repeat(500))).toHaveLength(LONGEST);
    expect(shownName('🦊'.repeat(200))).toMatch(/^(🦊)+…$/u);
  });

  it('stays what it is when it is shown again, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const shown = shownName(name);
        expect(shown.length).toBeLessThanOrEqual(LONGEST);
        expect(shown.trim()).not.toBe('');
        if (!shown.endsWith('…')) expect(shownName(shown)).toBe(shown);
      }),
    );
  });
});

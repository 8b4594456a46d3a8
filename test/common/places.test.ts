import { expect, it } from 'vitest';
import { placeName, readPlaces } from '../../src/common/places.js';

it.each([
  ['de', ['DE']],
  ['DE AT -ch', ['DE', 'AT', '-CH']],
  ['DE, at; CH', ['DE', 'AT', 'CH']],
  ['Germany, United Kingdom', ['DE', 'GB']],
  ['-France\nspain', ['-FR', 'ES']],
  ['DE, Germany', ['DE']],
  ['', []],
])('reads the countries of “%s”', (text, codes) => expect(readPlaces(text, 'region')).toEqual({ codes }));

it.each([
  ['Germany, Mordor', 'Mordor'],
  ['everywhere', 'everywhere'],
  ['DE QQ', 'DE QQ'],
  ['ZZ', 'ZZ'],
])('names what is no country in “%s”', (text, unknown) =>
  expect(readPlaces(text, 'region')).toHaveProperty('unknown', unknown.split(' ').at(-1)),
);

it('reads and names languages', () => {
  expect(readPlaces('German, uk', 'language')).toEqual({ codes: ['de', 'uk'] });
  expect(placeName('uk', 'language', 'en')).toBe('Ukrainian');
  expect(placeName('DE', 'region', 'en')).toBe('Germany');
});

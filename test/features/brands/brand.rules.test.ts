import { expect, it } from 'vitest';
import { type Advertisable, problemOfBrand } from '../../../src/features/brands/brand.rules.js';

const fine: Advertisable = { status: 'active', geos: [], riskLevel: 'medium', licences: [] };

it.each<[string, Partial<Advertisable>, string | null, string | null]>([
  ['everywhere', {}, 'DE', null],
  ['where nobody knows the country', { geos: ['AT'], licences: ['MT 1'] }, null, null],
  ['in a country that is named', { geos: ['AT', 'DE'] }, 'DE', null],
  ['in another one', { geos: ['AT'] }, 'DE', 'why-brand-country'],
  ['where it may not', { geos: ['-DE'] }, 'DE', 'why-brand-country'],
  ['beside where it may not', { geos: ['-FR'] }, 'DE', null],
  ['in a country of its licences', { licences: ['MT MGA/1', 'DE 7'] }, 'DE', null],
  ['without a licence of the country', { licences: ['MT MGA/1'] }, 'DE', 'why-brand-licence'],
  ['a paused brand', { status: 'paused' }, 'DE', 'why-brand-paused'],
  [
    'a blocked casino, also where nobody knows the country',
    { riskLevel: 'blocked' },
    null,
    'why-brand-blocked',
  ],
])('judges advertising %s', (_, change, country, key) =>
  expect(problemOfBrand({ ...fine, ...change }, country)?.key ?? null).toBe(key),
);

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { currencySchema, formatMoney, minorSchema, parseMoney } from '../../src/common/money.js';

const USD = currencySchema.parse('USD');

it.each([
  ['1500', 150_000, 'USD'],
  ['1 500.50 usd', 150_050, 'USD'],
  ['99,90 EUR', 9_990, 'EUR'],
  ['1000 JPY', 1_000, 'JPY'],
  ['1.234 KWD', 1_234, 'KWD'],
])('reads “%s”', (typed, minor, currency) => {
  expect(parseMoney(typed, USD)).toEqual({ minor, currency });
});

it.each(['', 'a lot', '0', '-5', '1.234', '10.5 JPY', '5 XYZ', '1,000,000', '99999999999999999999'])(
  'does not guess at “%s”',
  (typed) => expect(parseMoney(typed, USD)).toBeUndefined(),
);

it('writes amounts that it reads back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 9 }), (cents) => {
      const money = { currency: USD, minor: minorSchema.parse(cents) };
      expect(parseMoney(formatMoney(money, 'en').replace(/[$,]/g, ''), USD)).toEqual(money);
    }),
  );
});

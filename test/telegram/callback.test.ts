import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newId } from '../../src/common/ids.js';
import { callbackData, readPress } from '../../src/telegram/callback.js';

it('reads back what it wrote, for its own verb only', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), (rev) => {
      const id: string = newId();
      const data = callbackData('campaign.pause', id, rev);
      expect(readPress('campaign.pause', data)).toEqual({ id, rev });
      expect(readPress('campaign.resume', data)).toBeUndefined();
    }),
  );
});

it('takes nothing that it never issued', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readPress('campaign.pause', `campaign.pause:${text}:x`)).toBeUndefined();
      expect(readPress('campaign.pause', `campaign.pause:${text}:-1`)).toBeUndefined();
    }),
  );
});

it('refuses data that Telegram would refuse', () => {
  expect(() => callbackData('campaign.pause', 'я'.repeat(30))).toThrow(RangeError);
});

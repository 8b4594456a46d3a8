import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asChatId } from '../../../src/common/ids.js';
import { createPacing } from '../../../src/features/delivery/pacing.js';

/** Sends as fast as pacing allows; answers when each message to which chat went out (ms). */
function sendAll(chats: readonly number[]): { chat: number; at: number }[] {
  const pacing = createPacing();
  let now = 0;
  return chats.map((chat) => {
    now = pacing.nextFree(asChatId(-chat), now);
    pacing.charge(asChatId(-chat), now);
    return { chat, at: now };
  });
}

function most(times: readonly number[], windowMs: number): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + windowMs).length));
}

it('never sends faster than Telegram takes', () => {
  const chats = fc.array(fc.integer({ min: 1, max: 45 }), { maxLength: 150 });
  fc.assert(
    fc.property(chats, (wanted) => {
      const sent = sendAll(wanted);
      expect(
        most(
          sent.map(({ at }) => at),
          1_000,
        ),
      ).toBeLessThanOrEqual(30);
      for (const one of new Set(wanted)) {
        const times = sent.filter(({ chat }) => chat === one).map(({ at }) => at);
        expect(most(times, 1_000)).toBeLessThanOrEqual(1);
        expect(most(times, 60_000)).toBeLessThanOrEqual(20);
      }
    }),
    { numRuns: 40 },
  );
});

it('holds nothing back that fits', () => {
  expect(sendAll(Array.from({ length: 30 }, (_, index) => index + 1)).every(({ at }) => at === 0)).toBe(true);
});

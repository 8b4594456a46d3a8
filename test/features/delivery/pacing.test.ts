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
      ).toBeLessThanOrEqual(25);
      for (const one of new Set(wanted)) {
        const times = sent.filter(({ chat }) => chat === one).map(({ at }) => at);
        expect(most(times, 1_000)).toBeLessThanOrEqual(1);
        expect(most(times, 60_000)).toBeLessThanOrEqual(20);
      }
    }),
    { numRuns: 40 },
  );
});

it('counts the items of an album, and gives its chat as many seconds', () => {
  const pacing = createPacing();
  const chatId = asChatId(-1);
  const albums = [10, 8, 2, 1].map((messages) => {
    const at = pacing.nextFree(chatId, 0, messages);
    pacing.charge(chatId, at, messages);
    return at;
  });
  expect(albums).toEqual([0, 10_000, 18_000, 60_000]);
  expect(pacing.nextFree(asChatId(-2), 60_000)).toBe(60_000);
});

it('lets albums and single messages share the pace of all chats', () => {
  const pacing = createPacing();
  for (const chat of [-1, -2]) pacing.charge(asChatId(chat), 0, 10);
  expect(pacing.nextFree(asChatId(-3), 0, 5)).toBe(0);
  expect(pacing.nextFree(asChatId(-3), 0, 6)).toBe(1_000);
});

const many = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

it('holds nothing back that fits, and leaves menus a reserve of five a second', () => {
  expect(sendAll(many(25)).every(({ at }) => at === 0)).toBe(true);
  expect(sendAll(many(26)).at(-1)?.at).toBe(1_000);
});

it('knows after a take-over what the one before has sent', () => {
  const pacing = createPacing();
  const chatId = asChatId(-1);
  pacing.rebuild(many(20).map((n) => ({ chatId, at: n * 1_000, messages: 1 })));
  expect(pacing.nextFree(chatId, 30_000)).toBe(61_000);
  expect(pacing.nextFree(asChatId(-2), 30_000)).toBe(30_000);
});

it('gives a turn back that was not used', () => {
  const pacing = createPacing();
  const chatId = asChatId(-1);
  pacing.charge(chatId, 0);
  expect(pacing.nextFree(chatId, 0)).toBe(1_000);
  pacing.release(chatId, 0);
  expect(pacing.nextFree(chatId, 0)).toBe(0);
});

it('goes slower after a 429 and slowly back up', () => {
  const pacing = createPacing();
  const burst = (now: number) => {
    let sent = 0;
    while (pacing.nextFreeForAll(now) === now) pacing.charge(asChatId(-(1000 + sent++)), now);
    return sent;
  };
  pacing.slowDown(asChatId(-1), 0, 7_000);
  expect(pacing.nextFree(asChatId(-1), 0)).toBe(7_000);
  expect(burst(0)).toBe(18);
  expect(burst(30_000)).toBe(21);
  expect(burst(120_000)).toBe(25);
});

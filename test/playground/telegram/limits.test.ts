import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOwnClock } from '../../../src/playground/telegram/clock.js';
import { TelegramError } from '../../../src/playground/telegram/errors.js';
import { createLimits, messagesOf } from '../../../src/playground/telegram/limits.js';
import { refusalOf, startTelegram } from './local-telegram.js';

const person = { id: 7, kind: 'private' } as const;
const group = (id: number) => ({ id: -id, kind: 'supergroup' }) as const;

/** Seconds that a refused message has to wait; 0 for one that went through. */
async function waitOf(admission: Promise<void>): Promise<number> {
  try {
    await admission;
    return 0;
  } catch (error) {
    if (error instanceof TelegramError) return error.parameters?.retry_after ?? Number.NaN;
    throw error;
  }
}

function buckets() {
  const clock = createOwnClock({ held: true, startAt: 0 });
  const { admit } = createLimits(clock, 'buckets');
  return {
    sends: (chat: Parameters<typeof admit>[0], messages = 1) => waitOf(admit(chat, messages)),
    passes: (ms: number) => clock.advance?.(ms),
    now: clock.now,
  };
}

describe('L1 limits', () => {
  it('take a short burst in one chat, then one message a second', async () => {
    const { sends, passes } = buckets();
    for (let burst = 0; burst < 3; burst++) expect(await sends(person)).toBe(0);
    expect(await sends(person)).toBe(1);
    passes(1_000);
    expect(await sends(person)).toBe(0);
  });

  it('take 20 messages a minute in a group, and count each item of an album', async () => {
    const { sends, passes } = buckets();
    let sent = 0;
    for (let second = 0; second < 60; second++) {
      if ((await sends(group(1))) === 0) sent += 1;
      passes(1_000);
    }
    expect(sent).toBeLessThanOrEqual(40);
    expect(messagesOf('sendMediaGroup', { media: '[{},{},{}]' })).toBe(3);
    expect(messagesOf('copyMessages', { message_ids: [1, 2] })).toBe(2);
    expect(messagesOf('sendMessage', {})).toBe(1);
    expect(messagesOf('sendChatAction', {})).toBe(0);
    expect(messagesOf('editMessageText', {})).toBe(0);
  });

  it('are never passed, whoever sends what where and when', async () => {
    const call = fc.record({
      chat: fc.integer({ min: 1, max: 40 }),
      pause: fc.integer({ min: 0, max: 1_500 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 120 }), async (calls) => {
        const { sends, passes, now } = buckets();
        const sent: { chat: number; at: number }[] = [];
        for (const { chat, pause } of calls) {
          if ((await sends(group(chat))) === 0) sent.push({ chat, at: now() });
          passes(pause);
        }
        for (const { at, chat } of sent) {
          const inWindow = (ms: number) => sent.filter((one) => one.at >= at && one.at < at + ms);
          // A bucket lets through its burst and what refills in the window.
          expect(inWindow(1_000).length).toBeLessThanOrEqual(60);
          expect(inWindow(10_000).filter((one) => one.chat === chat).length).toBeLessThanOrEqual(13);
          expect(inWindow(60_000).filter((one) => one.chat === chat).length).toBeLessThanOrEqual(40);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('L2 who goes on regardless', () => {
  it('waits longer and longer, and is forgiven who waits', async () => {
    const { sends, passes } = buckets();
    for (let burst = 0; burst < 3; burst++) await sends(person);
    const waits = [await sends(person), await sends(person), await sends(person), await sends(person)];
    expect(waits).toEqual([1, 2, 4, 8]);
    passes(8_000);
    expect(await sends(person)).toBe(0);
  });
});

describe('the switch', () => {
  it('is off at first, and refuses over HTTP when it is on', async () => {
    const { telegram, api } = await startTelegram();
    const olga = telegram.person({ first_name: 'Olga' });
    olga.starts();
    for (let call = 0; call < 8; call++) await api.sendMessage(olga.id, 'free');
    telegram.run({ do: 'limits', limits: 'buckets' });
    for (let call = 0; call < 3; call++) await api.sendMessage(olga.id, 'burst');
    expect(await refusalOf(api.sendMessage(olga.id, 'more'))).toBe('429 Too Many Requests: retry after 1');
  });

  it('holds messages back until they fit in queue mode, in the time of the clock', async () => {
    const clock = createOwnClock({ held: true, startAt: 0 });
    const { admit } = createLimits(clock, 'queue');
    const done: number[] = [];
    const all = Array.from({ length: 6 }, (_, index) => admit(person, 1).then(() => done.push(index)));
    await Promise.all(all.slice(0, 3));
    expect(done).toEqual([0, 1, 2]);
    for (let second = 0; second < 3; second++) {
      clock.advance?.(1_000);
      await new Promise(setImmediate);
    }
    await Promise.all(all);
    expect(done).toHaveLength(6);
  });
});

describe('a held clock', () => {
  it('fires what is due in order, each at its own time, also what those set', () => {
    const clock = createOwnClock({ held: true, startAt: 0 });
    const fired: [string, number][] = [];
    const at = (name: string, time: number, then?: () => void) =>
      clock.at(time, () => {
        fired.push([name, clock.now()]);
        then?.();
      });
    at('late', 30);
    at('early', 10, () => at('set by early', 20));
    at('never', 40)();
    clock.advance?.(35);
    expect(fired).toEqual([
      ['early', 10],
      ['set by early', 20],
      ['late', 30],
    ]);
    expect(clock.now()).toBe(35);
  });
});

import { describe, expect, it } from 'vitest';
import type { PersonHandle } from '../../../src/playground/telegram/index.js';
import { type Running, refusalOf, startTelegram } from './local-telegram.js';

interface Scene extends Running {
  olga: PersonHandle;
  say(text: string): Promise<unknown>;
  /** What stands in Olga's chat from the bot. */
  said(): (string | undefined)[];
}

async function open(): Promise<Scene> {
  const running = await startTelegram();
  const olga = running.telegram.person({ first_name: 'Olga' });
  olga.starts();
  return {
    ...running,
    olga,
    say: (text) => running.api.sendMessage(olga.id, text),
    said: () =>
      olga
        .messages()
        .slice(1)
        .map(({ text }) => text),
  };
}

describe('T3 answers that tell of trouble', () => {
  it('429 carries the wait in words, parameters and a header', async () => {
    const { telegram, olga, call, apiRoot } = await open();
    telegram.fault({ kind: 'tooManyRequests', retryAfter: 7 });
    const answer = await fetch(`${apiRoot}/bot${telegram.token}/sendMessage?chat_id=${olga.id}&text=x`);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(await answer.json()).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 7',
      parameters: { retry_after: 7 },
    });
    expect((await call(`sendMessage?chat_id=${olga.id}&text=x`)).status).toBe(200);
  });

  it('any refusal can be asked for, and 500', async () => {
    const { telegram, say, said } = await open();
    telegram.fault({ kind: 'refused', code: 400, description: 'Bad Request: TOPIC_CLOSED' });
    telegram.fault({ kind: 'serverError' });
    expect(await refusalOf(say('a'))).toBe('400 Bad Request: TOPIC_CLOSED');
    expect(await refusalOf(say('b'))).toBe('500 Internal Server Error');
    await say('c');
    expect(said()).toEqual(['c']);
  });

  it('502 is an HTML page, and the call may have been carried out', async () => {
    const { telegram, olga, apiRoot, said } = await open();
    const url = `${apiRoot}/bot${telegram.token}/sendMessage?chat_id=${olga.id}&text=`;
    telegram.fault({ kind: 'badGateway' });
    telegram.fault({ kind: 'badGateway', accepted: true });
    for (const text of ['not carried out', 'carried out']) {
      const answer = await fetch(url + encodeURIComponent(text));
      expect(answer.status).toBe(502);
      expect(await answer.text()).toMatch(/^<html>/);
    }
    expect(said()).toEqual(['carried out']);
  });
});

describe('T4 connections that break', () => {
  it('before the call is accepted nothing happens, after it everything has', async () => {
    const { telegram, say, said } = await open();
    telegram.fault({ kind: 'cutBeforeAccept' });
    telegram.fault({ kind: 'cutAfterAccept' });
    await expect(say('before')).rejects.toThrow(/Network request/);
    await expect(say('after')).rejects.toThrow(/Network request/);
    expect(said()).toEqual(['after']);
    expect(telegram.acceptLog.of('sendMessage')).toHaveLength(1);
  });

  it('a slow answer comes after the message', async () => {
    const { telegram, say, said } = await open();
    telegram.fault({ kind: 'slow', ms: 50 });
    const sending = say('at once');
    await expect.poll(said).toEqual(['at once']);
    await sending;
  });
});

describe('a call that is accepted late', () => {
  it('has no answer, and is carried out when its time has come', async () => {
    const { telegram, clock, olga, api, say, said } = await open();
    telegram.fault({ kind: 'late', ms: 60_000 });
    await expect(api.sendMessage(olga.id, 'late', {}, AbortSignal.timeout(100) as never)).rejects.toThrow();
    await say('in time');
    expect(said()).toEqual(['in time']);
    clock.advance(60_000);
    await expect.poll(said).toEqual(['in time', 'late']);
  });
});

describe('U1 lost confirmations', () => {
  it('bring updates again, perhaps in another order', async () => {
    const { telegram, olga, api } = await open();
    olga.says('second');
    const batch = await api.getUpdates();
    const ids = batch.map(({ update_id }) => update_id);
    const offset = (ids.at(-1) ?? 0) + 1;
    telegram.fault({ kind: 'loseConfirmation', reordered: true, method: 'getupdates' });
    const again = await api.getUpdates({ offset });
    expect(again.map(({ update_id }) => update_id)).toEqual(ids.toReversed());
    expect(await api.getUpdates({ offset })).toEqual([]);
  });
});

describe('faults by chance', () => {
  it('hit the same calls for the same seed, about as many as asked for', async () => {
    const outcomes = async () => {
      const { telegram, say, said } = await open();
      telegram.fault({ kind: 'serverError', probability: 0.3, seed: 42 });
      for (let call = 0; call < 60; call++) await say(String(call)).catch(() => undefined);
      return said();
    };
    const first = await outcomes();
    expect(first.length).toBeGreaterThan(30);
    expect(first.length).toBeLessThan(55);
    expect(await outcomes()).toEqual(first);
  });
});

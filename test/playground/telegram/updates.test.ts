import { describe, expect, it } from 'vitest';
import { refusalOf, startTelegram } from './local-telegram.js';

const HOUR_MS = 3_600_000;

describe('U1 getUpdates', () => {
  it('gives unconfirmed updates again, at most 100, and forgets what an offset confirms', async () => {
    const { telegram, api } = await startTelegram();
    const olga = telegram.person({ first_name: 'Olga' });
    for (let count = 1; count <= 101; count++) olga.says(`line ${count}`);
    const first = await api.getUpdates();
    expect(first).toHaveLength(100);
    expect(await api.getUpdates({ limit: 500 })).toEqual(first);
    const last = first.at(-1)?.update_id ?? 0;
    const rest = await api.getUpdates({ offset: last + 1 });
    expect(rest.map(({ message }) => message?.text)).toEqual(['line 101']);
    expect(await api.getUpdates()).toEqual(rest);
    expect(await api.getUpdates({ offset: last + 2 })).toEqual([]);
  });

  it('counts a negative offset from the end and forgets the rest', async () => {
    const { telegram, api } = await startTelegram();
    const olga = telegram.person({ first_name: 'Olga' });
    for (const text of ['one', 'two', 'three']) olga.says(text);
    expect((await api.getUpdates({ offset: -1 })).map(({ message }) => message?.text)).toEqual(['three']);
    expect(await api.getUpdates()).toHaveLength(1);
  });

  it('keeps updates for 24 hours', async () => {
    const { telegram, api, clock } = await startTelegram();
    telegram.person({ first_name: 'Olga' }).says('hello');
    clock.advance(23 * HOUR_MS);
    expect(await api.getUpdates()).toHaveLength(1);
    clock.advance(HOUR_MS);
    expect(await api.getUpdates()).toEqual([]);
  });

  it('waits for an update and wakes at once; dates are those of the clock', async () => {
    const { telegram, api, clock } = await startTelegram();
    const olga = telegram.person({ first_name: 'Olga' });
    clock.advance(1000 * HOUR_MS);
    const waiting = api.getUpdates({ timeout: 50 });
    const started = performance.now();
    // The poll must be on its way before the person speaks, else it would not have to wait.
    await api.getMe();
    olga.says('hello');
    const [update] = await waiting;
    expect(performance.now() - started).toBeLessThan(2000);
    expect(update?.message).toMatchObject({ text: 'hello', date: Math.floor(clock.now() / 1000) });
  });

  it('ends a long poll when it stops', async () => {
    const { telegram, api } = await startTelegram();
    const waiting = api.getUpdates({ timeout: 50 }).catch(() => []);
    await api.getMe();
    await telegram.stop();
    expect(await waiting).toEqual([]);
  });

  it('remembers allowed_updates, and leaves out chat_member unless it is named', async () => {
    const { telegram, api } = await startTelegram();
    const owner = telegram.person({ first_name: 'Owner' });
    const mia = telegram.person({ first_name: 'Mia' });
    const group = telegram.group({ title: 'Group', owner });
    group.addsBot({ by: owner, asAdmin: true });
    telegram.run({ do: 'join', chatId: group.id, userId: mia.id });
    const kinds = async () =>
      (await api.getUpdates()).map((update) => Object.keys(update).filter((key) => key !== 'update_id')[0]);
    expect(await kinds()).toEqual(['my_chat_member', 'message', 'message']);
    await api.getUpdates({ offset: -1, allowed_updates: ['chat_member'] });
    telegram.run({ do: 'leave', chatId: group.id, userId: mia.id });
    expect((await kinds()).slice(1)).toEqual(['chat_member']);
  });
});

describe('U2 two pollers', () => {
  it('ends the older call with 409', async () => {
    const { telegram, api } = await startTelegram();
    const older = refusalOf(api.getUpdates({ timeout: 50 }));
    await api.getMe();
    const newer = api.getUpdates({ timeout: 50 });
    expect(await older).toBe(
      '409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    );
    telegram.person({ first_name: 'Olga' }).says('hello');
    expect(await newer).toHaveLength(1);
  });

  it('refuses polling while a webhook is set', async () => {
    const { api } = await startTelegram();
    const waiting = refusalOf(api.getUpdates({ timeout: 50 }));
    await api.getMe();
    await api.setWebhook('https://herald.test/hook');
    expect(await waiting).toBe('409 Conflict: terminated by setWebhook request');
    expect(await refusalOf(api.getUpdates())).toMatch(/^409 Conflict: can't use getUpdates/);
    expect(await api.getWebhookInfo()).toMatchObject({ url: 'https://herald.test/hook' });
    await api.deleteWebhook();
    expect(await api.getUpdates()).toEqual([]);
  });
});

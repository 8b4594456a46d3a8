import { describe, expect, it } from 'vitest';
import { refusalOf, startTelegram } from './local-telegram.js';

const json = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

describe('T1 ways to call', () => {
  it('takes a query string, a form, multipart and JSON, in any case of the name', async () => {
    const { telegram, call } = await startTelegram();
    const olga = telegram.person({ first_name: 'Olga' });
    olga.starts();
    const fields = {
      chat_id: String(olga.id),
      reply_markup: '{"inline_keyboard":[[{"text":"A","callback_data":"a"}]]}',
    };
    const multipart = new FormData();
    for (const [name, value] of Object.entries({ ...fields, text: 'multipart' })) multipart.set(name, value);

    await call(`sendMessage?${new URLSearchParams({ ...fields, text: 'query' })}`);
    await call('SENDMESSAGE', { method: 'POST', body: new URLSearchParams({ ...fields, text: 'form' }) });
    await call('sendmessage', { method: 'POST', body: multipart });
    await call('sendMessage', json({ ...fields, chat_id: olga.id, text: 'json' }));

    const fromBot = olga.messages().slice(1);
    expect(fromBot.map(({ text }) => text)).toEqual(['query', 'form', 'multipart', 'json']);
    for (const message of fromBot) expect(message.reply_markup?.inline_keyboard).toHaveLength(1);
  });

  it('answers 404 to an unknown method and 401 to a wrong token', async () => {
    const { call, apiRoot } = await startTelegram();
    for (const method of ['makeCoffee', 'sendPaidMedia'])
      expect(await call(method)).toEqual({
        status: 404,
        body: { ok: false, error_code: 404, description: 'Not Found: method not found' },
      });
    const stranger = await fetch(`${apiRoot}/bot1:wrong/getMe`);
    expect(stranger.status).toBe(401);
    expect(await stranger.json()).toMatchObject({ error_code: 401, description: 'Unauthorized' });
  });

  it('refuses a body that is not JSON and a parameter of the wrong kind', async () => {
    const { call } = await startTelegram();
    const broken = { ...json({}), body: '{"chat_id":' };
    expect((await call('sendMessage', broken)).body.description).toBe(
      "Bad Request: can't parse request body as JSON object",
    );
    expect((await call('sendMessage', json({ text: 'x' }))).body.description).toBe(
      'Bad Request: chat_id is empty',
    );
    expect((await call('getUpdates', json({ offset: 'x' }))).status).toBe(400);
  });
});

describe('T2 refusals', () => {
  it('have the status of their error_code and a description in lower case after its kind', async () => {
    const { telegram, call } = await startTelegram();
    const unknown = await call('sendMessage', json({ chat_id: 42, text: 'x' }));
    expect(unknown.status).toBe(400);
    expect(unknown.body).toEqual({ ok: false, error_code: 400, description: 'Bad Request: chat not found' });
    const olga = telegram.person({ first_name: 'Olga' });
    const unstarted = await call('sendMessage', json({ chat_id: olga.id, text: 'x' }));
    expect(unstarted.status).toBe(403);
    expect(unstarted.body.description).toMatch(/^Forbidden: bot can't/);
  });
});

describe('T3, T4 lost answers', () => {
  it('cut after accept: the call was carried out and the client does not know', async () => {
    const { telegram, api } = await startTelegram();
    const olga = telegram.person({ first_name: 'Olga' });
    olga.starts();
    telegram.fault({ kind: 'cutAfterAccept', method: 'sendmessage', chatId: olga.id });
    await expect(api.sendMessage(olga.id, 'once')).rejects.toThrow(/Network request/);
    expect(olga.lastMessage()?.text).toBe('once');
    expect(telegram.acceptLog.of('sendMessage')).toMatchObject([
      { chatId: olga.id, messageIds: [olga.lastMessage()?.message_id], params: { text: 'once' } },
    ]);
    await api.sendMessage(olga.id, 'again');
    expect(telegram.acceptLog.of('sendMessage')).toHaveLength(2);
  });

  it('hang: no answer until the client gives up, other calls go on, and stop() ends it', async () => {
    const { telegram, api } = await startTelegram();
    const olga = telegram.person({ first_name: 'Olga' });
    olga.starts();
    telegram.fault({ kind: 'hang', method: 'sendmessage' });
    const hanging = api.sendMessage(olga.id, 'never');
    const ended = expect(hanging).rejects.toThrow(/Network request/);
    await api.sendMessage(olga.id, 'meanwhile');
    await telegram.stop();
    await ended;
    expect(olga.lastMessage()?.text).toBe('meanwhile');
  });

  it('forbidden: so many times, only there, and polling is not hit by chance', async () => {
    const { telegram, api } = await startTelegram();
    const olga = telegram.person({ first_name: 'Olga' });
    const mia = telegram.person({ first_name: 'Mia' });
    olga.starts();
    mia.starts();
    telegram.fault({ kind: 'forbidden', times: 2 });
    await api.getUpdates();
    expect(await refusalOf(api.sendMessage(olga.id, 'x'))).toBe('403 Forbidden: bot was blocked by the user');
    expect(await refusalOf(api.sendMessage(olga.id, 'x'))).toMatch(/^403/);
    await api.sendMessage(mia.id, 'x');
  });
});

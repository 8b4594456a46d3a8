import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Update } from '@grammyjs/types';
import { describe, expect, it, onTestFinished } from 'vitest';
import { refusalOf, startTelegram } from './local-telegram.js';

interface Delivery {
  update: Update;
  headers: IncomingHttpHeaders;
}

/** A bot's own server, which answers with these statuses, then with 200 and this body. */
async function startHook(statuses: number[] = [], answer: object = {}) {
  const deliveries: Delivery[] = [];
  async function take(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(Buffer.from(chunk));
    deliveries.push({ update: JSON.parse(Buffer.concat(chunks).toString()), headers: req.headers });
    res
      .writeHead(statuses.shift() ?? 200, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer));
  }
  const server = createServer((req, res) => void take(req, res));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, deliveries };
}

async function open() {
  const running = await startTelegram();
  const olga = running.telegram.person({ first_name: 'Olga' });
  return { ...running, olga };
}

describe('U2 webhooks', () => {
  it('get each update in order, with the secret, and polling is refused meanwhile', async () => {
    const { api, olga } = await open();
    const { url, deliveries } = await startHook();
    olga.starts();
    await api.setWebhook(url, { secret_token: 'hush_1' });
    olga.says('second');
    await expect
      .poll(() => deliveries.map(({ update }) => update.message?.text))
      .toEqual(['/start', 'second']);
    expect(deliveries[0]?.headers['x-telegram-bot-api-secret-token']).toBe('hush_1');
    expect(await refusalOf(api.getUpdates())).toMatch(/^409 Conflict: can't use getUpdates/);
    await api.deleteWebhook();
    olga.says('third');
    expect((await api.getUpdates()).at(-1)?.message?.text).toBe('third');
  });

  it('get an update again, after growing waits, until they accept it', async () => {
    const { api, olga, clock } = await open();
    const { url, deliveries } = await startHook([500, 502]);
    await api.setWebhook(url);
    olga.starts();
    await expect.poll(() => deliveries.length).toBe(1);
    const info = await api.getWebhookInfo();
    expect(info).toMatchObject({
      url,
      pending_update_count: 1,
      last_error_message: expect.stringMatching(/500/),
    });
    clock.advance(1_000);
    await expect.poll(() => deliveries.length).toBe(2);
    await expect.poll(async () => (await api.getWebhookInfo()).last_error_message).toMatch(/502/);
    clock.advance(2_000);
    await expect.poll(() => deliveries.length).toBe(3);
    expect(new Set(deliveries.map(({ update }) => update.update_id)).size).toBe(1);
    await expect.poll(async () => (await api.getWebhookInfo()).pending_update_count).toBe(0);
  });

  it('may answer with a call', async () => {
    const { api, olga } = await open();
    const { url } = await startHook([], { method: 'sendMessage', chat_id: olga.id, text: 'From the answer' });
    await api.setWebhook(url);
    olga.starts();
    await olga.sees(/From the answer/);
  });

  it('need HTTPS, or this machine, and a secret of allowed letters', async () => {
    const { api } = await open();
    expect(await refusalOf(api.setWebhook('http://bot.example/hook'))).toBe(
      '400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
    );
    expect(await refusalOf(api.setWebhook('https://bot.example/hook', { secret_token: 'not this!' }))).toBe(
      '400 Bad Request: secret token contains unallowed characters',
    );
    await api.setWebhook('https://bot.example/hook', { allowed_updates: ['message'], max_connections: 2 });
    expect(await api.getWebhookInfo()).toMatchObject({ allowed_updates: ['message'], max_connections: 2 });
  });
});
